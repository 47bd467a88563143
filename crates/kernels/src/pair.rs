//! A pair of numbers in one SIMD register.
//!
//! The compiler vectorizes most plain loops, but not sums of products: with plain numbers a gradient-descent iteration takes 1.8
//! times as long.

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod register {
    use core::arch::wasm32::{f64x2, f64x2_add, f64x2_extract_lane, f64x2_mul, f64x2_splat, v128};

    #[derive(Clone, Copy)]
    pub struct Pair(v128);

    impl Pair {
        pub fn of(values: [f64; 2]) -> Self {
            Self(f64x2(values[0], values[1]))
        }

        pub fn zero() -> Self {
            Self(f64x2_splat(0.0))
        }

        pub fn add_product(self, a: Self, b: Self) -> Self {
            Self(f64x2_add(self.0, f64x2_mul(a.0, b.0)))
        }

        pub fn sum(self) -> f64 {
            f64x2_extract_lane::<0>(self.0) + f64x2_extract_lane::<1>(self.0)
        }
    }
}

/// The implementation without SIMD, for every other target.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod register {
    #[derive(Clone, Copy)]
    pub struct Pair([f64; 2]);

    impl Pair {
        pub fn of(values: [f64; 2]) -> Self {
            Self(values)
        }

        pub fn zero() -> Self {
            Self([0.0; 2])
        }

        pub fn add_product(self, a: Self, b: Self) -> Self {
            Self([self.0[0] + a.0[0] * b.0[0], self.0[1] + a.0[1] * b.0[1]])
        }

        pub fn sum(self) -> f64 {
            self.0[0] + self.0[1]
        }
    }
}

pub(super) use register::Pair;
