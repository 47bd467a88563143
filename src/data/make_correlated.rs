//! Groups of correlated features, to study which of them a penalty keeps.

use super::dataset::{Dataset, Task, Truth, check_size};
use super::random_state::RandomState;
use crate::error::{Result, check_between, check_count};

/// Groups of correlated informative features beside independent noise features.
///
/// Every group `g` has a latent factor `f_g`; each of its features is `√ρ f_g + √(1 − ρ) e` with normal `f` and `e`,
/// so features have variance 1, correlation ρ inside a group and 0 elsewhere. The signal is the sum of all features
/// of the even groups minus those of the odd groups, divided by `group_size`; with normal noise added it is the
/// target of a regression, and its sign is the class.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `n_samples` | 200 | 1 … 100,000 |
/// | `n_groups`, `group_size` | 3, 2 | 1 … |
/// | `n_noise` | 4 | 0 … |
/// | `rho` | 0.95 | 0 … 1 |
/// | `noise` | 0.5 | 0 … 10⁶, a standard deviation |
/// | `task` | classification | |
/// | `random_state` | 0 | 0 … 2³² − 1 |
///
/// Random numbers are drawn row by row: the factors, the features of every group, the noise features, the target's
/// noise. Columns keep that order: group by group, then noise.
///
/// # Example
/// ```
/// use regularization_lab::data::MakeCorrelated;
/// let data = MakeCorrelated { n_groups: 1, n_noise: 0, rho: 1.0, ..Default::default() }.generate()?;
/// assert_eq!(data.row(0)[0], data.row(0)[1]);
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct MakeCorrelated {
    pub n_samples: usize,
    pub n_groups: usize,
    pub group_size: usize,
    pub n_noise: usize,
    pub rho: f64,
    pub noise: f64,
    pub task: Task,
    pub random_state: u32,
}

impl Default for MakeCorrelated {
    fn default() -> Self {
        Self {
            n_samples: 200,
            n_groups: 3,
            group_size: 2,
            n_noise: 4,
            rho: 0.95,
            noise: 0.5,
            task: Task::Classification,
            random_state: 0,
        }
    }
}

impl MakeCorrelated {
    /// The data set, `(n_samples, n_groups * group_size + n_noise)`.
    ///
    /// # Errors
    /// [`crate::Error::Parameter`] for a value outside the table above.
    pub fn generate(&self) -> Result<Dataset> {
        self.check()?;
        let n_grouped = self.n_groups * self.group_size;
        let n_features = n_grouped + self.n_noise;
        let mut rng = RandomState::new(self.random_state);
        let mut x = Vec::with_capacity(self.n_samples * n_features);
        let mut y = Vec::with_capacity(self.n_samples);
        for _ in 0..self.n_samples {
            let signal = self.push_row(&mut rng, &mut x);
            let target = signal + self.noise * rng.normal();
            y.push(match self.task {
                Task::Classification => f64::from(target > 0.0),
                Task::Regression => target,
            });
        }
        let mut truth = vec![Truth::Informative; n_grouped];
        truth.resize(n_features, Truth::Noise);
        Ok(Dataset::new(x, y, n_features, self.task)?.with_truth(truth))
    }

    /// Appends one row of features and returns its signal.
    fn push_row(&self, rng: &mut RandomState, x: &mut Vec<f64>) -> f64 {
        let (shared, own) = (self.rho.sqrt(), (1.0 - self.rho).sqrt());
        let mut signal = 0.0;
        let factors = rng.normals(self.n_groups);
        for (g, factor) in factors.into_iter().enumerate() {
            let sign = if g % 2 == 0 { 1.0 } else { -1.0 };
            for _ in 0..self.group_size {
                let value = shared * factor + own * rng.normal();
                signal += sign * value / self.group_size as f64;
                x.push(value);
            }
        }
        x.extend(rng.normals(self.n_noise));
        signal
    }

    fn check(&self) -> Result<()> {
        check_count("n_groups", self.n_groups, 1, 10_000)?;
        check_count("group_size", self.group_size, 1, 10_000 / self.n_groups)?;
        let n_grouped = self.n_groups * self.group_size;
        check_count("n_noise", self.n_noise, 0, 10_000 - n_grouped)?;
        check_size(self.n_samples, n_grouped + self.n_noise)?;
        check_between("rho", self.rho, 0.0, 1.0)?;
        check_between("noise", self.noise, 0.0, 1e6)?;
        Ok(())
    }
}
