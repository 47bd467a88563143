//! scikit-learn's `train_test_split`, `KFold` and `StratifiedKFold`: the same rows in the same order.

use super::argsort::argsort;
use super::dataset::{Dataset, Task};
use super::random_state::RandomState;
use crate::decimal::shown;
use crate::error::{Error, Result, check_count, counted};

/// Random split into training and test rows, scikit-learn's `train_test_split`.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `test_size` | 0.25 | a share between 0 and 1, or a whole number of rows; each part has at least one row |
/// | `random_state` | 0 | 0 … 2³² − 1 |
/// | `stratify` | false | true preserves the class proportions in both parts |
///
/// # Example
/// ```
/// use regularization_lab::data::{MakeClassification, Split};
/// let data = MakeClassification::default().generate()?;
/// let (train, test) = Split { test_size: 0.3, ..Default::default() }.split(&data)?;
/// assert_eq!((train.n_samples(), test.n_samples()), (70, 30));
/// # Ok::<(), regularization_lab::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct Split {
    pub test_size: f64,
    pub random_state: u32,
    pub stratify: bool,
}

impl Default for Split {
    fn default() -> Self {
        Self { test_size: 0.25, random_state: 0, stratify: false }
    }
}

impl Split {
    /// The training and the test rows of `data`.
    ///
    /// # Errors
    /// [`Error::Parameter`] when a part would be empty, or, stratified, hold fewer rows than there are classes;
    /// [`Error::Data`] when stratifying a regression or a class of one row.
    pub fn split(&self, data: &Dataset) -> Result<(Dataset, Dataset)> {
        let (train, test) = self.rows_of(data)?;
        Ok((data.select(&train), data.select(&test)))
    }

    /// The row numbers of both parts of `data`.
    ///
    /// # Errors
    /// As [`Split::split`].
    pub fn rows_of(&self, data: &Dataset) -> Result<(Vec<usize>, Vec<usize>)> {
        let labels = self.stratify.then(|| labels(data)).transpose()?;
        self.rows(data.n_samples(), labels.as_deref())
    }

    /// The row numbers of both parts of `n` rows in scikit-learn's order, stratified by `labels` if there are any.
    ///
    /// # Errors
    /// As [`Split::split`].
    pub fn rows(&self, n: usize, labels: Option<&[usize]>) -> Result<(Vec<usize>, Vec<usize>)> {
        let n_test = self.n_test(n)?;
        let mut rng = RandomState::new(self.random_state);
        if let Some(labels) = labels {
            return stratified_rows(&mut rng, labels, n_test);
        }
        let order = rng.permutation(n);
        Ok((order[n_test..].to_vec(), order[..n_test].to_vec()))
    }

    fn n_test(&self, n: usize) -> Result<usize> {
        let rows = if self.test_size < 1.0 { (self.test_size * n as f64).ceil() } else { self.test_size };
        if self.test_size > 0.0 && rows.fract() == 0.0 && (1.0..n as f64).contains(&rows) {
            return Ok(rows as usize);
        }
        let accepted = format!(
            "a share between 0 and 1 or a number of rows that leaves both parts at least one of {}",
            counted(n, "row")
        );
        Err(Error::parameter("test_size", shown(self.test_size), accepted))
    }
}

/// Folds of a cross-validation, scikit-learn's `StratifiedKFold` and `KFold`.
///
/// | name | default | accepted |
/// |---|---|---|
/// | `k` | 5 | 2 … number of rows; stratified, at most the rows of the larger class |
/// | `random_state` | 0 | 0 … 2³² − 1; used only if shuffled |
/// | `shuffle` | true | |
/// | `stratify` | by the task | `Some(true)` needs classes |
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table above describes the fields")]
pub struct Folds {
    pub k: usize,
    pub random_state: u32,
    pub shuffle: bool,
    pub stratify: Option<bool>,
}

impl Default for Folds {
    fn default() -> Self {
        Self { k: 5, random_state: 0, shuffle: true, stratify: None }
    }
}

impl Folds {
    /// For every row, the fold `0..k` in which it is tested.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a `k` outside the table above, [`Error::Data`] when stratifying a regression.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::data::{Folds, MakeClassification};
    /// let data = MakeClassification::default().generate()?;
    /// let fold = Folds::default().assign(&data)?;
    /// assert_eq!(fold.iter().filter(|&&f| f == 0).count(), 20);
    /// # Ok::<(), regularization_lab::Error>(())
    /// ```
    pub fn assign(&self, data: &Dataset) -> Result<Vec<usize>> {
        let stratify = self.stratify.unwrap_or(data.task() == Task::Classification);
        let labels = stratify.then(|| labels(data)).transpose()?;
        self.rows(data.n_samples(), labels.as_deref())
    }

    /// The test fold of each of `n` rows, stratified by `labels` if there are any.
    ///
    /// # Errors
    /// [`Error::Parameter`] for a `k` outside the table above.
    pub fn rows(&self, n: usize, labels: Option<&[usize]>) -> Result<Vec<usize>> {
        check_count("k", self.k, 2, n)?;
        let mut rng = RandomState::new(self.random_state);
        match labels {
            Some(labels) => self.stratified(&mut rng, labels),
            None => Ok(self.plain(&mut rng, n)),
        }
    }

    fn plain(&self, rng: &mut RandomState, n: usize) -> Vec<usize> {
        let order = if self.shuffle { rng.permutation(n) } else { (0..n).collect() };
        let mut fold = vec![0; n];
        let mut rows = order.into_iter();
        for f in 0..self.k {
            let size = n / self.k + usize::from(f < n % self.k);
            rows.by_ref().take(size).for_each(|row| fold[row] = f);
        }
        fold
    }

    fn stratified(&self, rng: &mut RandomState, labels: &[usize]) -> Result<Vec<usize>> {
        let sorted = rows_by_class(labels);
        let classes: Vec<&[usize]> = sorted.chunk_by(|&a, &b| labels[a] == labels[b]).collect();
        let largest = classes.iter().map(|rows| rows.len()).max().unwrap_or(0);
        check_count("k", self.k, 2, largest)?;
        let first_rows: Vec<f64> = classes.iter().map(|rows| rows[0] as f64).collect();
        let mut fold = vec![0; labels.len()];
        let mut start = 0;
        for class in argsort(&first_rows) {
            let rows = classes[class];
            // Position i of the labels sorted by class is in fold i mod k; a class is a contiguous range of positions.
            let mut counts = vec![0; self.k];
            (start..start + rows.len()).for_each(|i| counts[i % self.k] += 1);
            start += rows.len();
            let repeated = |(fold, count)| std::iter::repeat_n(fold, count);
            let mut folds: Vec<usize> = counts.into_iter().enumerate().flat_map(repeated).collect();
            if self.shuffle {
                rng.shuffle(&mut folds);
            }
            rows.iter().zip(folds).for_each(|(&row, f)| fold[row] = f);
        }
        Ok(fold)
    }
}

fn labels(data: &Dataset) -> Result<Vec<usize>> {
    if data.task() != Task::Classification {
        return Err(Error::data("stratify needs classes; this data set is a regression"));
    }
    Ok(data.y().iter().map(|&y| usize::from(y == 1.0)).collect())
}

/// Row numbers by ascending class, then row.
fn rows_by_class(labels: &[usize]) -> Vec<usize> {
    argsort(&labels.iter().map(|&label| label as f64).collect::<Vec<f64>>())
}

fn stratified_rows(
    rng: &mut RandomState,
    labels: &[usize],
    n_test: usize,
) -> Result<(Vec<usize>, Vec<usize>)> {
    let n_train = labels.len() - n_test;
    let sorted = rows_by_class(labels);
    let classes: Vec<&[usize]> = sorted.chunk_by(|&a, &b| labels[a] == labels[b]).collect();
    let mut counts: Vec<usize> = classes.iter().map(|rows| rows.len()).collect();
    if counts.contains(&1) {
        return Err(Error::data("stratify needs at least two rows of each class; one class has one row"));
    }
    if n_train.min(n_test) < counts.len() {
        let accepted = format!("such that both parts hold a row of each of {} classes", counts.len());
        return Err(Error::parameter(
            "test_size",
            format!("{n_test} of {}", counted(labels.len(), "row")),
            accepted,
        ));
    }
    let train_counts = approximate_mode(rng, &counts, n_train);
    for (left, train) in counts.iter_mut().zip(&train_counts) {
        *left -= train;
    }
    let test_counts = approximate_mode(rng, &counts, n_test);
    let (mut train, mut test) = (Vec::new(), Vec::new());
    for ((rows, n_train), n_test) in classes.into_iter().zip(train_counts).zip(test_counts) {
        let mut drawn = rng.permutation(rows.len()).into_iter().map(|i| rows[i]);
        train.extend(drawn.by_ref().take(n_train));
        test.extend(drawn.take(n_test));
    }
    rng.shuffle(&mut train);
    rng.shuffle(&mut test);
    Ok((train, test))
}

/// The mode of a multivariate hypergeometric distribution, as scikit-learn approximates it: `n_draws` in proportion to the class
/// sizes, rounded down; the missing ones go to the largest remainders, ties at random.
fn approximate_mode(rng: &mut RandomState, counts: &[usize], n_draws: usize) -> Vec<usize> {
    let total: usize = counts.iter().sum();
    let (mut drawn, mut remainders, mut missing) = (Vec::new(), Vec::new(), n_draws);
    for &count in counts {
        let exact = count as f64 / total as f64 * n_draws as f64;
        drawn.push(exact as usize);
        remainders.push(exact.fract());
        missing -= exact as usize;
    }
    let mut last = f64::NAN;
    for &largest in argsort(&remainders).iter().rev() {
        let value = remainders[largest];
        if value == last || missing == 0 {
            continue;
        }
        last = value;
        let tied: Vec<usize> = (0..remainders.len()).filter(|&c| remainders[c] == value).collect();
        for i in rng.permutation(tied.len()).into_iter().take(missing) {
            drawn[tied[i]] += 1;
        }
        missing = missing.saturating_sub(tied.len());
    }
    drawn
}
