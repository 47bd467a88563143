//! Strategies for property tests over arbitrary data.

use proptest::collection::vec;
use proptest::prelude::*;
use regularization_lab::data::{Dataset, Task};
use regularization_lab::model::{Loss, PenaltyKind};

/// Small tables with ordinary, constant, duplicated and differently scaled columns.
pub fn dataset(task: Task) -> impl Strategy<Value = Dataset> {
    let column = prop_oneof![
        6 => Just(Column::Ordinary),
        1 => Just(Column::Constant),
        1 => Just(Column::Copy),
        1 => Just(Column::Scaled(1e4)),
        1 => Just(Column::Scaled(1e-4)),
    ];
    (3_usize..25, vec(column, 1..8)).prop_flat_map(move |(n, columns)| {
        let p = columns.len();
        (vec(-3.0..3.0_f64, n * p), vec(-1.0..1.0_f64, n)).prop_map(move |(mut x, noise)| {
            for i in 0..n {
                for (j, column) in columns.iter().enumerate() {
                    match column {
                        Column::Ordinary => {}
                        Column::Constant => x[i * p + j] = 2.5,
                        Column::Copy => x[i * p + j] = x[i * p],
                        Column::Scaled(factor) => x[i * p + j] *= factor,
                    }
                }
            }
            Dataset::new(x.clone(), target(&x, &noise, p, task), p, task).unwrap()
        })
    })
}

#[derive(Debug, Clone, Copy)]
enum Column {
    Ordinary,
    Constant,
    Copy,
    Scaled(f64),
}

/// A noisy sum of the features; a classification always has both classes.
fn target(x: &[f64], noise: &[f64], p: usize, task: Task) -> Vec<f64> {
    let signal = |i: usize| x[i * p..(i + 1) * p].iter().sum::<f64>().clamp(-2.0, 2.0) + 2.0 * noise[i];
    match task {
        Task::Regression => (0..noise.len()).map(|i| 10.0 * signal(i)).collect(),
        Task::Classification => (0..noise.len())
            .map(|i| match i {
                0 | 1 => i as f64,
                _ => f64::from(signal(i) > 0.0),
            })
            .collect(),
    }
}

pub fn any_dataset() -> impl Strategy<Value = Dataset> {
    prop_oneof![dataset(Task::Classification), dataset(Task::Regression)]
}

pub fn penalty_kind() -> impl Strategy<Value = PenaltyKind> {
    prop::sample::select(PenaltyKind::ALL.to_vec())
}

pub fn loss_of(data: &Dataset) -> Loss {
    Loss::of_task(data.task())
}
