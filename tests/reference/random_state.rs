//! NumPy's legacy stream.

use regularization_lab::data::RandomState;
use serde_json::Value;

use crate::fixture::{assert_close, integers, load, members, numbers};

fn for_every_seed(check: impl Fn(u32, &Value)) {
    let fixture = load("rng_mt19937");
    let mut seeds = 0;
    for (seed, expected) in members(&fixture["seeds"]) {
        check(seed.parse().unwrap(), expected);
        seeds += 1;
    }
    assert_eq!(seeds, 5);
}

#[test]
fn words_and_doubles_are_numpys() {
    for_every_seed(|seed, expected| {
        let mut rng = RandomState::new(seed);
        let words: Vec<usize> = (0..627).map(|_| rng.next_u32() as usize).collect();
        assert_eq!(words[..10], integers(&expected["u32_first10"]));
        assert_eq!(words[623..], integers(&expected["u32_at_623_to_626"]));
        let mut rng = RandomState::new(seed);
        let doubles: Vec<f64> = (0..10).map(|_| rng.uniform()).collect();
        assert_eq!(doubles, numbers(&expected["random_sample10"]));
    });
}

#[test]
fn normals_are_numpys_to_the_last_bits() {
    for_every_seed(|seed, expected| {
        let normals = RandomState::new(seed).normals(2001);
        assert_close(&normals[..11], &numbers(&expected["standard_normal11"]), 1e-14, "normal");
        assert_close(&normals[1999..], &numbers(&expected["standard_normal_1999_2000"]), 1e-14, "normal");
        let moved: Vec<f64> = normals[..5].iter().map(|z| 2.0 + 3.0 * z).collect();
        assert_close(&moved, &numbers(&expected["normal_loc2_scale3_x5"]), 1e-14, "N(2, 3)");
    });
}

#[test]
fn the_second_normal_of_a_pair_survives_other_draws() {
    for_every_seed(|seed, expected| {
        let mut rng = RandomState::new(seed);
        let mut mixed = rng.normals(3);
        mixed.extend([rng.uniform(), rng.uniform()]);
        mixed.extend(rng.normals(2));
        let expected = numbers(&expected["mixed_normal3_uniform2_normal2"]);
        assert_close(&mixed, &expected, 1e-14, "mixed draws");
    });
}

#[test]
fn integers_and_permutations_are_numpys() {
    for_every_seed(|seed, expected| {
        let draw = |n: u32, count: usize| -> Vec<usize> {
            let mut rng = RandomState::new(seed);
            (0..count).map(|_| rng.randint(n) as usize).collect()
        };
        assert_eq!(draw(2, 20), integers(&expected["randint_2_x20"]));
        assert_eq!(draw(3, 20), integers(&expected["randint_3_x20"]));
        assert_eq!(draw(1000, 10), integers(&expected["randint_1000_x10"]));
        assert_eq!(draw(1 << 30, 5), integers(&expected["randint_2pow30_x5"]));
        assert_eq!(RandomState::new(seed).permutation(10), integers(&expected["permutation_10"]));
        assert_eq!(RandomState::new(seed).permutation(100), integers(&expected["permutation_100"]));
    });
}
