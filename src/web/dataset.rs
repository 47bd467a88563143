//! The class `Dataset`.

use std::rc::Rc;

use js_sys::{Array, Float64Array, Int32Array, Promise, Uint8Array};
use wasm_bindgen::prelude::*;

use super::data::{csv_options, unpack};
use super::error::bad_option;
use super::options::{Options, count_or, numbers};
use crate::data::{
    self, Builtin, Folds, MakeClassification, MakeCorrelated, MakeRegression, PolynomialFeatures, Split,
    StandardScaler, Task, read_csv,
};

#[wasm_bindgen(raw_module = "../tables.js")]
extern "C" {
    /// Fetches `data/<name>.bin` from beside the module, and gives what [`read_builtin`] makes of it.
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

/// A `Dataset` that JavaScript keeps: wasm-bindgen would take one given in an optional argument away from its owner.
#[wasm_bindgen]
extern "C" {
    #[derive(Clone)]
    pub type DatasetRef;

    #[wasm_bindgen(method, catch)]
    fn __share(this: &DatasetRef) -> Result<Dataset, JsValue>;
}

impl DatasetRef {
    /// The rows of an optional argument.
    pub(super) fn rows(name: &str, value: &JsValue) -> Result<Option<Rc<data::Dataset>>, JsValue> {
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        let shared = value.unchecked_ref::<Self>().__share();
        shared.map(|data| Some(data.0)).map_err(|_| bad_option(name, value, "a Dataset"))
    }
}

impl Dataset {
    /// The rows of an argument that must be there.
    pub(super) fn required(name: &str, value: &JsValue) -> Result<Rc<data::Dataset>, JsValue> {
        DatasetRef::rows(name, value)?.ok_or_else(|| bad_option(name, value, "a Dataset"))
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
        let p = Options::new(p, &accepted)?;
        let default = MakeClassification::default();
        let weights = p.get("weights")?.filter(|weights| !weights.is_null());
        let recipe = MakeClassification {
            n_samples: p.count("nSamples")?.unwrap_or(default.n_samples),
            n_features: p.count("nFeatures")?.unwrap_or(default.n_features),
            n_informative: p.count("nInformative")?.unwrap_or(default.n_informative),
            n_redundant: p.count("nRedundant")?.unwrap_or(default.n_redundant),
            n_repeated: p.count("nRepeated")?.unwrap_or(default.n_repeated),
            n_classes: p.count("nClasses")?.unwrap_or(default.n_classes),
            n_clusters_per_class: p.count("nClustersPerClass")?.unwrap_or(default.n_clusters_per_class),
            weights: weights.map(|weights| numbers("weights", &weights)).transpose()?,
            flip_y: p.number("flipY")?.unwrap_or(default.flip_y),
            class_sep: p.number("classSep")?.unwrap_or(default.class_sep),
            hypercube: p.flag("hypercube")?.unwrap_or(default.hypercube),
            shift: p.number_or_null("shift", default.shift)?,
            scale: p.number_or_null("scale", default.scale)?,
            shuffle: p.flag("shuffle")?.unwrap_or(default.shuffle),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
        };
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
        let p = Options::new(p, &accepted)?;
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
        let p = Options::new(p, &accepted)?;
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
        Ok(recipe.generate()?.into())
    }

    #[wasm_bindgen(unchecked_return_type = "Promise<Dataset>")]
    pub fn builtin(
        #[wasm_bindgen(unchecked_param_type = "'diabetes' | 'breast_cancer'")] name: JsValue,
    ) -> Promise {
        let made = name
            .as_string()
            .ok_or_else(|| bad_option("name", &name, "\"diabetes\" or \"breast_cancer\""))
            .and_then(|name| Ok(Builtin::from_name(&name).map(|_| name)?));
        made.map_or_else(|error| Promise::reject(&error), |name| fetch_builtin(&name))
    }

    #[wasm_bindgen(js_name = fromCsv)]
    pub fn from_csv(
        #[wasm_bindgen(unchecked_param_type = "string")] text: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.fromCsv>[1]")]
        options: JsValue,
    ) -> Result<Dataset, JsValue> {
        let options = Options::new(options, &["target", "task", "without"])?;
        let content = text.as_string().ok_or_else(|| bad_option("text", &text, "a string"))?;
        Ok(read_csv(&content, &csv_options(&options)?)?.into())
    }

    #[wasm_bindgen(js_name = fromArrays)]
    pub fn from_arrays(
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] x: JsValue,
        #[wasm_bindgen(unchecked_param_type = "Float64Array")] y: JsValue,
        #[wasm_bindgen(js_name = nFeatures, unchecked_param_type = "number")] n_features: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<typeof Contract.Dataset.fromArrays>[3]")]
        options: JsValue,
    ) -> Result<Dataset, JsValue> {
        let options = Options::new(options, &["task", "featureNames"])?;
        let (x, y) = (numbers("x", &x)?, numbers("y", &y)?);
        let n_features = count_or("nFeatures", &n_features, 0)?;
        let looks_like_classes = y.iter().all(|&y| y == 0.0 || y == 1.0);
        let guess = if looks_like_classes { Task::Classification } else { Task::Regression };
        let task = options.named("task", Task::from_name)?.unwrap_or(guess);
        let mut data = data::Dataset::new(x, y, n_features, task)?;
        if let Some(names) = options.get("featureNames")? {
            data = data.with_feature_names(strings("featureNames", &names)?)?;
        }
        Ok(data.into())
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

    pub fn x(&self) -> Float64Array {
        self.0.x().into()
    }

    pub fn y(&self) -> Float64Array {
        self.0.y().into()
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
        let p = Options::new(p, &["degree", "interactionOnly"])?;
        let default = PolynomialFeatures::default();
        let features = PolynomialFeatures {
            degree: p.count("degree")?.unwrap_or(default.degree),
            interaction_only: p.flag("interactionOnly")?.unwrap_or(default.interaction_only),
        };
        Ok(features.transform(&self.0)?.into())
    }

    #[wasm_bindgen(js_name = trainTestSplit, unchecked_return_type = "[Dataset, Dataset]")]
    pub fn train_test_split(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<Contract.Dataset['trainTestSplit']>[0]")]
        p: JsValue,
    ) -> Result<Array, JsValue> {
        let p = Options::new(p, &["testSize", "randomState", "stratify"])?;
        let default = Split::default();
        let split = Split {
            test_size: p.number("testSize")?.unwrap_or(default.test_size),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
            stratify: p.flag("stratify")?.unwrap_or(default.stratify),
        };
        let (train, test) = split.split(&self.0)?;
        Ok(Array::of2(&Dataset::from(train).into(), &Dataset::from(test).into()))
    }

    pub fn standardized(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Contract.Dataset")] like: JsValue,
    ) -> Result<Dataset, JsValue> {
        let fitted_on = DatasetRef::rows("like", &like)?.unwrap_or_else(|| Rc::clone(&self.0));
        Ok(StandardScaler::fit(&fitted_on).transform(&self.0)?.into())
    }

    pub fn folds(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "Parameters<Contract.Dataset['folds']>[0]")]
        p: JsValue,
    ) -> Result<Int32Array, JsValue> {
        let p = Options::new(p, &["k", "randomState", "shuffle", "stratify"])?;
        let default = Folds::default();
        let folds = Folds {
            k: p.count("k")?.unwrap_or(default.k),
            random_state: p.seed("randomState")?.unwrap_or(default.random_state),
            shuffle: p.flag("shuffle")?.unwrap_or(default.shuffle),
            stratify: p.flag("stratify")?,
        };
        let fold: Vec<i32> = folds.assign(&self.0)?.into_iter().map(|fold| fold as i32).collect();
        Ok(fold.as_slice().into())
    }

    #[must_use]
    #[wasm_bindgen(skip_typescript)]
    pub fn __share(&self) -> Dataset {
        Self(Rc::clone(&self.0))
    }
}

/// A built-in table from the bytes of its file.
#[wasm_bindgen(js_name = readBuiltin)]
pub fn read_builtin(name: &str, bytes: &Uint8Array) -> Result<Dataset, JsValue> {
    Ok(unpack(Builtin::from_name(name)?, bytes)?.into())
}

pub(super) fn strings(name: &str, value: &JsValue) -> Result<Vec<String>, JsValue> {
    let items = value.dyn_ref::<Array>().map(|array| array.iter().map(|item| item.as_string()).collect());
    items.flatten().ok_or_else(|| bad_option(name, value, "an array of strings"))
}
