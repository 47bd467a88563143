//! NumPy's legacy random stream, so that a seed gives the same data as in scikit-learn.

use rand_mt::Mt;

/// `numpy.random.RandomState(seed)`: MT19937 with NumPy's legacy distributions.
///
/// All methods draw from one stream in NumPy's order, so interleaved calls agree too.
///
/// # Example
/// ```
/// use regularization_lab::data::RandomState;
/// let mut rng = RandomState::new(42);
/// assert_eq!(rng.uniform(), 0.3745401188473625);
/// ```
///
/// Source: M. Matsumoto and T. Nishimura, "Mersenne Twister", 1998; NumPy's `RandomState` as frozen by NEP 19.
pub struct RandomState {
    words: Mt,
    cached_normal: Option<f64>,
}

impl RandomState {
    /// The stream of an integer seed.
    #[must_use]
    pub fn new(seed: u32) -> Self {
        Self { words: Mt::new(seed), cached_normal: None }
    }

    /// The next 32 random bits.
    pub fn next_u32(&mut self) -> u32 {
        self.words.next_u32()
    }

    /// A double in `[0, 1)` with 53 random bits from two words.
    pub fn uniform(&mut self) -> f64 {
        let high = f64::from(self.next_u32() >> 5);
        let low = f64::from(self.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// A double in `[low, high)`.
    pub fn uniform_in(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.uniform()
    }

    /// `n` doubles in `[low, high)`.
    pub fn uniforms(&mut self, n: usize, low: f64, high: f64) -> Vec<f64> {
        (0..n).map(|_| self.uniform_in(low, high)).collect()
    }

    /// A standard normal number by Marsaglia's polar method.
    ///
    /// The method generates two numbers at a time; the second is returned by the next call, as in NumPy.
    pub fn normal(&mut self) -> f64 {
        if let Some(waiting) = self.cached_normal.take() {
            return waiting;
        }
        loop {
            let x1 = 2.0 * self.uniform() - 1.0;
            let x2 = 2.0 * self.uniform() - 1.0;
            let r2 = x1 * x1 + x2 * x2;
            if r2 < 1.0 && r2 != 0.0 {
                let factor = (-2.0 * r2.ln() / r2).sqrt();
                self.cached_normal = Some(factor * x1);
                return factor * x2;
            }
        }
    }

    /// `n` standard normal numbers.
    pub fn normals(&mut self, n: usize) -> Vec<f64> {
        (0..n).map(|_| self.normal()).collect()
    }

    /// An integer in `0..n`; `n` = 0 counts as 1.
    pub fn randint(&mut self, n: u32) -> u32 {
        let largest = n.saturating_sub(1);
        if largest == 0 {
            return 0;
        }
        let mask = u32::MAX >> largest.leading_zeros();
        loop {
            let candidate = self.next_u32() & mask;
            if candidate <= largest {
                return candidate;
            }
        }
    }

    /// Shuffles in place, from the last element down.
    ///
    /// At most 2³² elements, which every data set here is far below.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = self.randint(i as u32 + 1) as usize;
            items.swap(i, j);
        }
    }

    /// The numbers `0..n` in random order.
    pub fn permutation(&mut self, n: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..n).collect();
        self.shuffle(&mut order);
        order
    }
}
