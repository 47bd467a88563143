//! The class `Dataset`.

use std::rc::Rc;

use js_sys::{Array, Float64Array, Int32Array, Promise};
use wasm_bindgen::prelude::*;

use super::csv::{CSV_OPTIONS, csv_options, csv_text, report};
use super::data::unpack;
use super::error::bad_option;
use super::js;
use super::memory::{TEXT_VALUES, check_room, copies, table as room_of_table};
use super::options::{Options, count_or};
use crate::data::{
    self, Builtin, Folds, MAX_VALUES, MakeClassification, MakeCorrelated, MakeRegression, PolynomialFeatures,
    Split, StandardScaler, Task, read_csv,
};

#[wasm_bindgen(raw_module = "../tables.js")]
extern "C" {
    /// Fetches the file of a table from the directory of the module and parses it with [`read_builtin`].
    #[wasm_bindgen(js_name = fetchBuiltin)]
    fn fetch_builtin(name: &str) -> Promise;
}

/// Samples and target; see the contract for every method.
#[wasm_bindgen]
pub struct Dataset(pub(super) Rc<data::Dataset>);

impl From<data::Dataset> for Dataset {
    fn from(data: data::Dataset) -> Self {
        Self(Rc::new(data))
    }
}

impl Dataset {
    /// Returns the rows of an optional argument; the caller keeps its handle. wasm-bindgen would invalidate a handle passed as
    /// `Option<Dataset>`.
    pub(super) fn optional(name: &str, value: &JsValue) -> Result<Option<Rc<data::Dataset>>, JsValue> {
        if value.is_undefined() || value.is_null() { Ok(None) } else { Self::required(name, value).map(Some) }
    }

    /// Returns the rows of a required argument.
    pub(super) fn required(name: &str, value: &JsValue) -> Result<Rc<data::Dataset>, JsValue> {
        let data = js::dataset(name, value)?;
        data.map(|data| data.0).ok_or_else(|| bad_option(name, value, "a Dataset"))
    }
}

#[wasm_bindgen]
impl Dataset {
    #[wasm_bindgen(js_name = makeClassification)]
    pub fn make_classification(
        #[wasm_bindgen(
            unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.makeClassification>[0]"
        )]
        p: JsValue,
    ) -> Result<Dataset, JsValue> {
        let accepted = [
            "nSamples",
            "nFeatures",
            "nInformative",
            "nRedundant",
            "nRepeated",
            "nClasses",
            "nClustersPerClass",
            "weights",
            "flipY",
            "classSep",
            "hypercube",
            "shift",
            "scale",
            "shuffle",
            "randomState",
        ];
        let p = Options::new(&p, &accepted)?;
        let default = MakeClassification::default();
        let weights = p.get("weights").filter(|weights| !weights.is_null());
        let recipe = MakeClassification {
            n_samples: p.count("nSamples")?.unwrap_or(default.n_samples),
            n_features: p.count("nFeatures")?.unwrap_or(default.n_features),
            n_informative: p.count("nInformative")?.unwrap_or(default.n_informative),
            n_redundant: p.count("nRedundant")?.unwrap_or(default.n_redundant),
            n_repeated: p.count("nRepeated")?.unwrap_or(default.n_repeated),
            n_classes: p.count("nClasses")?.unwrap_or(default.n_classes),
            n_clusters_per_class: p.count("nClustersPerClass")?.unwrap_or(default.n_clusters_per_class),
            weights: weights.map(|weights| js::numbers("weights", weights)).transpose()?,
            flip_y: p.number("flipY")?.unwrap_or(default.flip_y),
            class_sep: p.number("classSep")?.unwrap_or(default.class_sep),
            hypercube: p.flag("hypercube")?.unwrap_or(default.hypercube),
            shift: p.number_or_null("shift", default.shift)?,
            scale: p.number_or_null("scale", default.scale)?,
            shuffle: p.flag("shuffle")?.unwrap_or(default.shuffle),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
        };
        // Each cluster has a vertex, sampled from up to a hundred times as many candidates.
        let n_clusters = recipe.n_clusters_per_class.saturating_mul(recipe.n_classes).min(MAX_VALUES);
        let corners = n_clusters.saturating_mul(100).saturating_add(recipe.n_informative.saturating_pow(2));
        check_room_to_make(recipe.n_samples, recipe.n_features, corners)?;
        Ok(recipe.generate()?.into())
    }

    #[wasm_bindgen(js_name = makeRegression)]
    pub fn make_regression(
        #[wasm_bindgen(
            unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.makeRegression>[0]"
        )]
        p: JsValue,
    ) -> Result<Dataset, JsValue> {
        let accepted = ["nSamples", "nFeatures", "nInformative", "bias", "noise", "shuffle", "randomState"];
        let p = Options::new(&p, &accepted)?;
        let default = MakeRegression::default();
        let recipe = MakeRegression {
            n_samples: p.count("nSamples")?.unwrap_or(default.n_samples),
            n_features: p.count("nFeatures")?.unwrap_or(default.n_features),
            n_informative: p.count("nInformative")?.unwrap_or(default.n_informative),
            bias: p.number("bias")?.unwrap_or(default.bias),
            noise: p.number("noise")?.unwrap_or(default.noise),
            shuffle: p.flag("shuffle")?.unwrap_or(default.shuffle),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
        };
        check_room_to_make(recipe.n_samples, recipe.n_features, 0)?;
        Ok(recipe.generate()?.into())
    }

    #[wasm_bindgen(js_name = makeCorrelated)]
    pub fn make_correlated(
        #[wasm_bindgen(
            unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.makeCorrelated>[0]"
        )]
        p: JsValue,
    ) -> Result<Dataset, JsValue> {
        let accepted = ["nSamples", "nGroups", "groupSize", "nNoise", "rho", "noise", "task", "randomState"];
        let p = Options::new(&p, &accepted)?;
        let default = MakeCorrelated::default();
        let recipe = MakeCorrelated {
            n_samples: p.count("nSamples")?.unwrap_or(default.n_samples),
            n_groups: p.count("nGroups")?.unwrap_or(default.n_groups),
            group_size: p.count("groupSize")?.unwrap_or(default.group_size),
            n_noise: p.count("nNoise")?.unwrap_or(default.n_noise),
            rho: p.number("rho")?.unwrap_or(default.rho),
            noise: p.number("noise")?.unwrap_or(default.noise),
            task: p.named("task", Task::from_name)?.unwrap_or(default.task),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
        };
        let n_grouped = recipe.n_groups.saturating_mul(recipe.group_size);
        check_room_to_make(recipe.n_samples, n_grouped.saturating_add(recipe.n_noise), 0)?;
        Ok(recipe.generate()?.into())
    }

    #[wasm_bindgen(unchecked_return_type = "Promise<Dataset>")]
    pub fn builtin(
        #[wasm_bindgen(unchecked_param_type = "Parameters<typeof Contract.Dataset.builtin>[0]")]
        name: JsValue,
    ) -> Promise {
        let made = js::text("name", &name)
            .and_then(|text| text.ok_or_else(|| bad_option("name", &name, "the name of a built-in table")))
            .and_then(|name| Ok(Builtin::from_name(&name).map(|_| name)?));
        made.map_or_else(|error| Promise::reject(&error), |name| fetch_builtin(&name))
    }

    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.CsvOptions")] options: JsValue,
    ) -> Result<Dataset, JsValue> {
        let options = csv_options(&Options::new(&options, &CSV_OPTIONS)?)?;
        Ok(read_csv(&csv_text(&text)?, &options)?.into())
    }

    #[wasm_bindgen(js_name = fromArrays)]
    pub fn from_arrays(
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
        #[wasm_bindgen(js_name = nFeatures, unchecked_param_type = "number")] n_features: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.fromArrays>[3]")]
        options: JsValue,
    ) -> Result<Dataset, JsValue> {
        let options = Options::new(&options, &["task", "featureNames"])?;
        let (x, y) = (js::numbers("x", &x)?, js::numbers("y", &y)?);
        let n_features = count_or("nFeatures", &n_features, 0)?;
        let looks_like_classes = y.iter().all(|&y| y == 0.0 || y == 1.0);
        let guess = if looks_like_classes { Task::Classification } else { Task::Regression };
        let task = options.named("task", Task::from_name)?.unwrap_or(guess);
        let names = options.texts("featureNames")?;
        // A later check rejects more features than values.
        check_room(n_features.min(x.len()).saturating_mul(TEXT_VALUES))?;
        let data = data::Dataset::new(x, y, n_features, task)?;
        Ok(match names {
            Some(names) => data.with_feature_names(names)?.into(),
            None => data.into(),
        })
    }

    #[wasm_bindgen(getter, js_name = nSamples)]
    pub fn n_samples(&self) -> usize {
        self.0.n_samples()
    }

    #[wasm_bindgen(getter, js_name = nFeatures)]
    pub fn n_features(&self) -> usize {
        self.0.n_features()
    }

    #[wasm_bindgen(getter, unchecked_return_type = "Contract.Task")]
    pub fn task(&self) -> String {
        self.0.task().name().to_owned()
    }

    #[wasm_bindgen(getter, js_name = featureNames)]
    pub fn feature_names(&self) -> Vec<String> {
        self.0.feature_names().to_vec()
    }

    #[wasm_bindgen(js_name = classNames)]
    pub fn class_names(&self) -> Vec<String> {
        match self.0.task() {
            Task::Classification => [0.0, 1.0].map(|y| self.0.class_name(y).to_string()).to_vec(),
            Task::Regression => Vec::new(),
        }
    }

    pub fn x(&self) -> Result<Float64Array, JsValue> {
        js::copied(self.0.x())
    }

    pub fn y(&self) -> Result<Float64Array, JsValue> {
        js::copied(self.0.y())
    }

    pub fn truth(&self) -> Vec<String> {
        self.0.truth().iter().map(|truth| truth.name().to_owned()).collect()
    }

    #[wasm_bindgen(js_name = polynomialFeatures)]
    pub fn polynomial_features(
        &self,
        #[wasm_bindgen(
            unchecked_optional_param_type = "Parameters<Contract.Dataset['polynomialFeatures']>[0]"
        )]
        p: JsValue,
    ) -> Result<Dataset, JsValue> {
        let p = Options::new(&p, &["degree", "interactionOnly"])?;
        let default = PolynomialFeatures::default();
        let features = PolynomialFeatures {
            degree: p.count("degree")?.unwrap_or(default.degree),
            interaction_only: p.flag("interactionOnly")?.unwrap_or(default.interaction_only),
        };
        check_room_to_make(self.0.n_samples(), features.n_terms(self.0.n_features()), 0)?;
        Ok(features.transform(&self.0)?.into())
    }

    #[wasm_bindgen(js_name = trainTestSplit, unchecked_return_type = "[Dataset, Dataset]")]
    pub fn train_test_split(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<Contract.Dataset['trainTestSplit']>[0]")]
        p: JsValue,
    ) -> Result<Array, JsValue> {
        let p = Options::new(&p, &["testSize", "randomState", "stratify"])?;
        let default = Split::default();
        let split = Split {
            test_size: p.number("testSize")?.unwrap_or(default.test_size),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
            stratify: p.flag("stratify")?.unwrap_or(default.stratify),
        };
        check_room(copies(&self.0, 2))?;
        let (train, test) = split.split(&self.0)?;
        Ok(Array::of2(&Dataset::from(train).into(), &Dataset::from(test).into()))
    }

    #[wasm_bindgen(js_name = predefinedSplit, unchecked_return_type = "[Dataset, Dataset]")]
    pub fn predefined_split(&self) -> Result<Array, JsValue> {
        check_room(copies(&self.0, 2))?;
        let (train, test) = self.0.predefined_split()?;
        Ok(Array::of2(&Dataset::from(train).into(), &Dataset::from(test).into()))
    }

    #[wasm_bindgen(unchecked_return_type = "Contract.CsvReport | undefined")]
    pub fn report(&self) -> JsValue {
        self.0.report().map_or(JsValue::UNDEFINED, |found| report(found).into())
    }

    pub fn standardized(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] like: JsValue,
    ) -> Result<Dataset, JsValue> {
        let fitted_on = Dataset::optional("like", &like)?.unwrap_or_else(|| Rc::clone(&self.0));
        check_room(copies(&self.0, 2))?;
        Ok(StandardScaler::fit(&fitted_on).transform(&self.0)?.into())
    }

    pub fn folds(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<Contract.Dataset['folds']>[0]")]
        p: JsValue,
    ) -> Result<Int32Array, JsValue> {
        let p = Options::new(&p, &["k", "randomState", "shuffle", "stratify"])?;
        let default = Folds::default();
        let folds = Folds {
            k: p.count("k")?.unwrap_or(default.k),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
            shuffle: p.flag("shuffle")?.unwrap_or(default.shuffle),
            stratify: p.flag("stratify")?,
        };
        check_room(4 * self.0.n_samples())?;
        let fold: Vec<i32> = folds.assign(&self.0)?.into_iter().map(|fold| fold as i32).collect();
        Ok(fold.as_slice().into())
    }

    #[must_use]
    #[wasm_bindgen(skip_typescript)]
    pub fn __share(&self) -> Dataset {
        Self(Rc::clone(&self.0))
    }
}

/// Parses a built-in table from the bytes of its file.
#[wasm_bindgen(js_name = readBuiltin)]
pub fn read_builtin(
    name: &str,
    #[wasm_bindgen(unchecked_param_type = "Uint8Array")] bytes: JsValue,
) -> Result<Dataset, JsValue> {
    Ok(unpack(Builtin::from_name(name)?, &bytes)?.into())
}

/// Checks that there is memory to generate a table and to shuffle it; values out of range are rejected later.
fn check_room_to_make(n_samples: usize, n_features: usize, more: usize) -> crate::Result<()> {
    let table = room_of_table(n_samples, n_features).min(2 * MAX_VALUES);
    check_room(3 * table + more.min(4 * MAX_VALUES))
}
