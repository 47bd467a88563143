//! What the features of the books' tables are, with their units.

use super::builtin::Builtin;

impl Builtin {
    /// What a feature is, with its unit, in a few words; `None` for a name that the table does not have, and for tables whose names say it.
    ///
    /// # Example
    /// ```
    /// use regularization_lab::data::Builtin;
    /// assert_eq!(Builtin::Prostate.about("lcavol"), Some("log of the cancer’s volume in cm³"));
    /// ```
    #[must_use]
    pub fn about(self, feature: &str) -> Option<&'static str> {
        let features = match self {
            Self::Diabetes | Self::BreastCancer => return None,
            Self::Prostate => &PROSTATE[..],
            Self::Hitters => &HITTERS[..],
            Self::Credit => &CREDIT[..],
            Self::Heart => &HEART[..],
        };
        features.iter().find(|(name, _)| *name == feature).map(|&(_, about)| about)
    }

    /// What the target is, with its unit; `None` where its name says it.
    #[must_use]
    pub fn about_target(self) -> Option<&'static str> {
        match self {
            Self::Diabetes | Self::BreastCancer => None,
            Self::Prostate => Some("log of the antigen PSA in ng/ml"),
            Self::Hitters => Some("salary of 1987 in thousands of dollars"),
            Self::Credit => Some("average balance in dollars"),
            Self::Heart => Some("coronary heart disease"),
        }
    }
}

const PROSTATE: [(&str, &str); 8] = [
    ("lcavol", "log of the cancer’s volume in cm³"),
    ("lweight", "log of the prostate’s weight in g"),
    ("age", "years"),
    ("lbph", "log of benign enlargement in cm²"),
    ("svi", "1: the seminal vesicles are invaded"),
    ("lcp", "log of capsular penetration in cm"),
    ("gleason", "Gleason score"),
    ("pgg45", "% of Gleason scores 4 and 5"),
];

const HITTERS: [(&str, &str); 19] = [
    ("AtBat", "times at bat in 1986"),
    ("Hits", "hits in 1986"),
    ("HmRun", "home runs in 1986"),
    ("Runs", "runs in 1986"),
    ("RBI", "runs batted in, 1986"),
    ("Walks", "walks in 1986"),
    ("Years", "years in the major leagues"),
    ("CAtBat", "times at bat in all years"),
    ("CHits", "hits in all years"),
    ("CHmRun", "home runs in all years"),
    ("CRuns", "runs in all years"),
    ("CRBI", "runs batted in, all years"),
    ("CWalks", "walks in all years"),
    ("League[N]", "1: National League at the end of 1986"),
    ("Division[W]", "1: division West"),
    ("PutOuts", "put outs in 1986"),
    ("Assists", "assists in 1986"),
    ("Errors", "errors in 1986"),
    ("NewLeague[N]", "1: National League at the start of 1987"),
];

const CREDIT: [(&str, &str); 11] = [
    ("Income", "thousands of dollars a year"),
    ("Limit", "credit limit in dollars"),
    ("Rating", "credit rating"),
    ("Cards", "number of cards"),
    ("Age", "years"),
    ("Education", "years of education"),
    ("Gender[Male]", "1: man"),
    ("Student[Yes]", "1: student"),
    ("Married[Yes]", "1: married"),
    ("Ethnicity[Asian]", "1: Asian, beside African American"),
    ("Ethnicity[Caucasian]", "1: Caucasian, beside African American"),
];

const HEART: [(&str, &str); 9] = [
    ("sbp", "systolic blood pressure in mmHg"),
    ("tobacco", "tobacco smoked in all, in kg"),
    ("ldl", "low-density cholesterol in mmol/l"),
    ("adiposity", "body fat index"),
    ("famhist[Present]", "1: heart disease in the family"),
    ("typea", "score of type A behaviour"),
    ("obesity", "body mass index in kg/m²"),
    ("alcohol", "present consumption of alcohol"),
    ("age", "years at onset"),
];
