//! Resampling: the same model fitted to other samples of the training rows; bias, variance and selection frequencies.

use rand::{RngExt, SeedableRng};
use rand_pcg::Pcg32;

use super::null_model::relative_tolerance;
use super::path::{LambdaGrid, Path};
use super::stepper::Status;
use crate::data::{Dataset, Task};
use crate::error::{Error, Result, check_count};
use crate::model::{Loss, ModelOptions, Penalty, PenaltyKind, Problem};
use kernels::forward;

/// Largest number of attempts to draw a sample that has both classes.
const MAX_TRIES: usize = 100;
const TOLERANCE: f64 = 1e-7;

/// How training sets are drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Draws {
    /// Bootstrap samples: as many rows as the training set has, drawn with replacement.
    Bootstrap {
        /// Number of training sets, 2 … 1000.
        n_draws: usize,
        /// Seed of a PCG-32 generator.
        random_state: u32,
    },
    /// Half of the rows of the training set, drawn without replacement.
    Halves {
        /// Number of training sets, 2 … 1000.
        n_draws: usize,
        /// Seed of a PCG-32 generator.
        random_state: u32,
    },
    /// Independent training sets, as a generator can draw them.
    Fresh(Vec<Dataset>),
}

impl Draws {
    /// Splits a large table into `n_draws` training sets of `n_samples` rows and a test set of the remaining rows.
    ///
    /// All rows come from one call of the generator, because a second call would use other true coefficients.
    ///
    /// # Errors
    /// [`Error::Parameter`] unless at least one test row remains.
    pub fn fresh(population: &Dataset, n_draws: usize, n_samples: usize) -> Result<(Self, Dataset)> {
        check_count("n_draws", n_draws, 2, 1000)?;
        let most = population.n_samples().saturating_sub(1) / n_draws;
        check_count("n_samples", n_samples, 1, most)?;
        let rows = |from: usize, to: usize| population.select(&(from..to).collect::<Vec<_>>());
        let draws = (0..n_draws).map(|r| rows(r * n_samples, (r + 1) * n_samples)).collect();
        Ok((Self::Fresh(draws), rows(n_draws * n_samples, population.n_samples())))
    }

    fn len(&self) -> usize {
        match self {
            Self::Bootstrap { n_draws, .. } | Self::Halves { n_draws, .. } => *n_draws,
            Self::Fresh(sets) => sets.len(),
        }
    }
}

/// The regularization path on many samples of the training rows, computed in small steps, sample after sample.
///
/// Let `ŷ_r(x)` be the prediction of the model of sample `r` (a probability with the logistic loss) at a test row `(x, y)`, and `ŷ̄`
/// its mean over samples. Then
///
/// ```text
/// mean_r (y − ŷ_r)²  =  (y − ŷ̄)²      +  mean_r (ŷ_r − ŷ̄)²
/// error              =  bias² + noise  +  variance
/// ```
///
/// averaged over the test rows, holds exactly for any samples. Irreducible noise is part of the first term.
///
/// Sources: S. Geman, E. Bienenstock, R. Doursat, "Neural networks and the bias/variance dilemma", 1992; N. Meinshausen,
/// P. Bühlmann, "Stability selection", 2010.
#[derive(Debug, Clone)]
pub struct Resampling {
    train: Dataset,
    test: Dataset,
    loss: Loss,
    penalty: PenaltyKind,
    l1_ratio: f64,
    model: ModelOptions,
    /// From the largest.
    lambdas: Vec<f64>,
    draws: Draws,
    rng: Pcg32,
    n_done: usize,
    in_work: Option<(Dataset, Path)>,
    /// Mean prediction and sum of squared deviations, by λ and test row (Welford's algorithm, which avoids cancellation).
    moments: Vec<Vec<(f64, f64)>>,
    /// Number of samples in which the weight is not 0, by λ and feature.
    kept: Vec<Vec<u32>>,
}

/// Statistics over the finished samples at one λ.
#[derive(Debug, Clone, PartialEq)]
pub struct Spread {
    /// Regularization strength λ.
    pub lambda: f64,
    /// `(y − ŷ̄)²`, averaged over the test rows: `bias² + noise`.
    pub bias: f64,
    /// Variance of the prediction over samples (ddof 0), averaged over the test rows.
    pub variance: f64,
    /// Mean squared error of a model fitted to one sample, `bias + variance`.
    pub error: f64,
    /// Selection frequency of each feature, `(n_features,)`: share of samples in which its weight is not 0.
    pub selection: Vec<f64>,
}

impl Resampling {
    /// Draws training sets like `train`, whose models are evaluated on `test`; the λ grid is that of `train`.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a grid, `l1_ratio` or number of draws outside its range, or data sets with different features;
    /// [`Error::Data`] when a training set has one class only.
    pub fn new(
        train: &Dataset,
        test: &Dataset,
        draws: Draws,
        penalty: PenaltyKind,
        l1_ratio: f64,
        model: ModelOptions,
        grid: &LambdaGrid,
    ) -> Result<Self> {
        let loss = Loss::of_task(train.task());
        check_count("n_draws", draws.len(), 2, 1000)?;
        let sets: &[Dataset] = if let Draws::Fresh(sets) = &draws { sets } else { &[] };
        for set in sets.iter().chain([test]) {
            if set.n_features() != train.n_features() {
                let accepted = format!("{}, as in the training set", train.n_features());
                return Err(Error::parameter("n_features", set.n_features().to_string(), accepted));
            }
        }
        sets.iter().try_for_each(|set| Problem::new(set, loss, Penalty::default()).map(drop))?;
        model.check(train)?;
        let problem = model.of(Problem::new(train, loss, Penalty::default())?);
        let path = Path::new(&problem, penalty, l1_ratio, grid, None)?;
        let n_lambdas = path.lambdas().len();
        let seed = match draws {
            Draws::Bootstrap { random_state, .. } | Draws::Halves { random_state, .. } => random_state,
            Draws::Fresh(_) => 0,
        };
        Ok(Self {
            lambdas: path.lambdas().to_vec(),
            train: train.clone(),
            test: test.clone(),
            loss,
            penalty,
            l1_ratio,
            model,
            draws,
            rng: Pcg32::seed_from_u64(u64::from(seed)),
            n_done: 0,
            in_work: None,
            moments: vec![vec![(0.0, 0.0); test.n_samples()]; n_lambdas],
            kept: vec![vec![0; train.n_features()]; n_lambdas],
        })
    }

    /// Does a bounded amount of work; [`Status::Converged`] when all samples are done.
    ///
    /// # Errors
    /// [`Error::Data`] if a sample has no optimum at some λ, or if no sample with both classes is found.
    pub fn step(&mut self) -> Result<Status> {
        if self.n_done == self.draws.len() {
            return Ok(Status::Converged);
        }
        let (data, mut path) = match self.in_work.take() {
            Some(in_work) => in_work,
            None => self.start()?,
        };
        let problem = self.model.of(Problem::new(&data, self.loss, Penalty::default())?);
        match path.step(&problem) {
            Status::Running => {
                self.in_work = Some((data, path));
                return Ok(Status::Running);
            }
            Status::NoOptimum => return Err(path.no_optimum(&problem)),
            Status::Converged | Status::Diverged | Status::Stalled | Status::MaxIter => {}
        }
        self.take(&path);
        Ok(if self.n_done == self.draws.len() { Status::Converged } else { Status::Running })
    }

    fn start(&mut self) -> Result<(Dataset, Path)> {
        let data = match &self.draws {
            Draws::Fresh(sets) => sets[self.n_done].clone(),
            Draws::Bootstrap { .. } => self.draw(Self::rows_with_replacement)?,
            Draws::Halves { .. } => self.draw(Self::half_of_rows)?,
        };
        let problem = self.model.of(Problem::new(&data, self.loss, Penalty::default())?);
        let grid = LambdaGrid { lambdas: Some(self.lambdas.clone()), ..Default::default() };
        let tolerance = relative_tolerance(&problem, TOLERANCE)?;
        let path = Path::new(&problem, self.penalty, self.l1_ratio, &grid, Some(tolerance))?;
        Ok((data, path))
    }

    fn rows_with_replacement(&mut self) -> Vec<usize> {
        let n = self.train.n_samples();
        (0..n).map(|_| self.rng.random_range(0..n as u32) as usize).collect()
    }

    /// A half-sample: the first half of a random permutation.
    fn half_of_rows(&mut self) -> Vec<usize> {
        let n = self.train.n_samples();
        let mut rows: Vec<usize> = (0..n).collect();
        for k in 0..n / 2 {
            rows.swap(k, self.rng.random_range(k as u32..n as u32) as usize);
        }
        rows.truncate((n / 2).max(1));
        rows
    }

    fn draw(&mut self, rows: impl Fn(&mut Self) -> Vec<usize>) -> Result<Dataset> {
        for _ in 0..MAX_TRIES {
            let rows = rows(self);
            let ones = rows.iter().filter(|&&i| self.train.y()[i] == 1.0).count();
            if self.train.task() == Task::Regression || (ones > 0 && ones < rows.len()) {
                return Ok(self.train.select(&rows));
            }
        }
        Err(Error::data(format!(
            "{MAX_TRIES} draws in a row held rows of one class only; a class is too rare"
        )))
    }

    /// Adds the optima of a finished sample to the statistics.
    fn take(&mut self, path: &Path) {
        self.n_done += 1;
        let mut z = vec![0.0; self.test.n_samples()];
        for ((at, moments), kept) in path.points().iter().zip(&mut self.moments).zip(&mut self.kept) {
            forward(self.test.x(), &at.point.coef, at.point.intercept, &mut z);
            for (&z, (mean, squares)) in z.iter().zip(moments) {
                let prediction = self.loss.predict(z);
                let distance = prediction - *mean;
                *mean += distance / self.n_done as f64;
                *squares += distance * (prediction - *mean);
            }
            for (&w, count) in at.point.coef.iter().zip(kept) {
                *count += u32::from(w != 0.0);
            }
        }
    }

    /// Number of finished samples, and of all.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.n_done, self.draws.len())
    }

    /// Statistics over the finished samples, λ descending; empty before the first.
    #[must_use]
    pub fn spread(&self) -> Vec<Spread> {
        if self.n_done == 0 {
            return Vec::new();
        }
        let (n, draws) = (self.test.n_samples() as f64, self.n_done as f64);
        let at = |(l, &lambda): (usize, &f64)| {
            let rows = || self.test.y().iter().zip(&self.moments[l]);
            let bias = rows().map(|(y, (mean, _))| (y - mean).powi(2)).sum::<f64>() / n;
            let variance = rows().map(|(_, (_, squares))| squares / draws).sum::<f64>() / n;
            let selection = self.kept[l].iter().map(|&count| f64::from(count) / draws).collect();
            Spread { lambda, bias, variance, error: bias + variance, selection }
        };
        self.lambdas.iter().enumerate().map(at).collect()
    }

    /// Runs to the end.
    ///
    /// # Errors
    /// As [`Resampling::step`].
    pub fn finish(&mut self) -> Result<Vec<Spread>> {
        while self.step()? == Status::Running {}
        Ok(self.spread())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::MakeClassification;

    #[test]
    fn a_half_sample_has_half_of_the_rows_without_repetition() {
        let train = MakeClassification { n_samples: 41, ..Default::default() }.generate().unwrap();
        let draws = Draws::Halves { n_draws: 2, random_state: 3 };
        let grid = LambdaGrid::default();
        let mut halves =
            Resampling::new(&train, &train, draws, PenaltyKind::L1, 1.0, ModelOptions::default(), &grid)
                .unwrap();
        let (mut first, mut second) = (halves.half_of_rows(), halves.half_of_rows());
        assert_ne!(first, second);
        for rows in [&mut first, &mut second] {
            rows.sort_unstable();
            rows.dedup();
            assert_eq!(rows.len(), 20);
            assert!(rows.iter().all(|&i| i < 41));
        }
        halves.finish().unwrap();
        assert_eq!(halves.progress(), (2, 2));
    }
}
