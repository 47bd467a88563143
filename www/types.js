/**
 * The values that the WebAssembly lab returns; see src/web/lab.rs.
 *
 * @typedef {object} State
 * @property {string} data
 * @property {boolean} standardize
 * @property {import('./regularization-lab.js').Penalty} penalty
 * @property {number} lambda
 * @property {number} l1Ratio
 * @property {import('./regularization-lab.js').Optimizer} optimizer
 * @property {number} learningRate
 * @property {boolean} fitIntercept
 * @property {number[]} penaltyFactor one number a feature; empty for 1 each
 * @property {import('./regularization-lab.js').Recipe} recipe parameters of the data
 * @property {'none' | 'balanced'} classWeight
 *
 * @typedef {import('./regularization-lab.js').CsvOptions & { text?: string, dataset?: import('./generated/bindings.js').Dataset }} Csv a text
 *   to read; and the data set, if it has been read with these options
 *
 * @typedef {Partial<State> & { table?: Uint8Array, csv?: Csv }} Change with the table of a built-in preset or the user's CSV
 *
 * @typedef {object} Parameter a parameter of the lab
 * @property {string} attribute its attribute, and its key in links
 * @property {string} label
 * @property {'number' | 'flag' | 'choice'} kind
 * @property {{ low: number, high: number, step: number }} [slider] its range, unless that depends on the data; step 0 = logarithmic
 *
 * @typedef {object} RecipeParameter a number of the data
 * @property {string} name
 * @property {number} value
 * @property {number} low
 * @property {number} high
 * @property {number} step 0 = logarithmic
 *
 * What a CSV holds, whatever it is used for.
 *
 * @typedef {object} CsvSummary
 * @property {string} delimiter
 * @property {string} decimal
 * @property {number | false} header
 * @property {CsvColumnSummary[]} columns
 * @property {number} nRows
 * @property {string[][]} rows the first ones
 * @property {string[]} notices
 * @property {string | number} [split] the column that seems to say which rows train
 *
 * @typedef {object} CsvColumnSummary
 * @property {string} name
 * @property {string | number} key how options name it: by its number where its name repeats
 * @property {[number, number]} [range]
 * @property {{ name: string, n: number }[]} levels empty if there are more than 100
 * @property {string[]} tasks for which it can be the target
 *
 * What an import would do.
 *
 * @typedef {object} CsvPreview
 * @property {import('./regularization-lab.js').CsvColumn[]} columns
 * @property {number} target
 * @property {number} [split]
 * @property {number} nRows
 * @property {{ column: number, n: number }[]} dropped columns whose missing cells leave rows out
 * @property {CsvOutcome} [outcome]
 * @property {string} [problem] why there is no data set
 *
 * @typedef {object} CsvOutcome
 * @property {import('./regularization-lab.js').Task} task
 * @property {number} nSamples
 * @property {number} nFeatures
 * @property {number} [nPositive] rows of class 1
 * @property {number} [nTrain] training rows, if a column says which
 * @property {number} nFilled missing cells that get the mean of their column
 *
 * @typedef {object} Numbers
 * @property {number} nIter the iteration that is shown
 * @property {number} endIter the last one that has been run
 * @property {number} run
 * @property {import('./regularization-lab.js').Status} status
 * @property {string} message
 * @property {boolean} hasEnded whether the run cannot go on from the iteration that is shown
 * @property {number} nSamples
 * @property {number} nTest
 * @property {number} nFeatures
 * @property {import('./regularization-lab.js').Task} task
 * @property {string} [whyNoOptimum]
 * @property {number} loss mean loss of the training rows
 * @property {number} l1 L1 part of the penalty
 * @property {number} l2 L2 part of the penalty
 * @property {number} [oneSe] λ of the one-standard-error rule, once all folds are done
 * @property {number} [kept] weights that the exact optimum keeps, once it is found
 * @property {number} overview version of regularization path and cross-validation
 * @property {[number, number] | null} pair
 * @property {{ nIter: number, penalty: string, lambda: number }} [bookmark] the bookmarked iteration
 * @property {FocusedFeature} [focused] the weight of the focused feature
 * @property {string} penalty
 * @property {boolean} [isObjective] whether the geometry shows the objective
 * @property {{ u: number, v: number, nIter: number, status: import('./regularization-lab.js').Status }} [whatIf] the trajectory from the chosen start point
 * @property {string} [pathView] the chosen view of the coefficient path
 * @property {'neg-log-loss' | 'accuracy' | 'auc' | 'neg-mse' | 'r2'} scoring
 * @property {string} [validationView] the chosen view of the cross-validation
 * @property {Surface} [surface] only while a panel shows it
 *
 * Cross-validation scores over λ × l1_ratio.
 *
 * @typedef {object} Surface
 * @property {number} progress share of the cells that have been computed
 * @property {boolean} isComplete
 * @property {number} nLambdas
 * @property {number} nRatios
 * @property {{ lambda: number, l1Ratio: number, score: number }} [best] so far
 *
 * A condition of the attribute `check`.
 *
 * @typedef {object} Condition
 * @property {string} text
 * @property {string | null} actual the value of the lab, null if there is none
 * @property {boolean} passed
 *
 * @typedef {object} FocusedFeature
 * @property {number} index
 * @property {string} name of its feature
 * @property {number} value
 * @property {number} [perUnit] per unit of the feature, if features are standardized and the weight is not 0
 * @property {string} [truth]
 * @property {number} [optimum]
 * @property {string} [about] what the feature is, with its unit
 *
 * @typedef {object} Advice
 * @property {string} name
 * @property {number} value that triggered it
 * @property {string} [a] the feature in question
 * @property {string} [b] the other feature
 * @typedef {'trajectories' | 'sparsity' | 'ledger' | 'coefficients' | 'path' | 'cross-validation' | 'surface' | 'bias-variance' | 'stability' | 'calibration' | 'comparison' | 'scores' | 'parameters'} TableName
 *
 * @typedef {object} PanelText the texts of a panel at the moment that is shown
 * @property {string} title
 * @property {string} aid how to read the panel
 * @property {string} value the key number, or empty
 * @property {string} noun the noun after the number, or the reason why there is none
 * @property {string} description for screen readers
 * @property {string} note what the panel does not show, or empty
 * @property {boolean} isStopped whether the run has diverged
 *
 * The same run under every penalty, in texts.
 *
 * @typedef {object} ComparisonTable
 * @property {string} rowHead
 * @property {{ key: string, head: string, title: string }[]} columns
 * @property {{ penalty: string | null, name: string, cells: string[], isCurrent: boolean, isPublished: boolean }[]} rows without a penalty: the share of the larger class
 *
 * @typedef {object} Dialects
 * @property {number} c
 * @property {number} alpha
 * @property {number} ridgeAlpha
 * @property {number} [priorDeviation]
 * @property {number} [laplaceScale]
 *
 * A read-only view of the lab for panels and controls. Only the store changes the lab.
 *
 * @typedef {Omit<import('./generated/bindings.js').Lab, 'set' | 'step' | 'restart' | 'converge' | 'showIteration' | 'refine' | 'setLook'
 *   | 'chooseView' | 'setScoring' | 'setPair' | 'setStart' | 'removeStart' | 'focusFeature' | 'setBookmark' | 'removeBookmark' | 'free'>
 * } LabReader
 *
 * @typedef {(action: Action) => void} Dispatch
 *
 * @typedef {PresentAction | RunAction
 *   | { type: 'set', change: Change, moment?: Moment, keepsData?: boolean }
 *   | { type: 'undo' | 'redo' }
 *   | { type: 'panels', panels: string[] }
 *   | { type: 'controls', controls: string[] }
 *   | { type: 'theme', theme: 'light' | 'dark' | 'projector' }
 * } Action an argument of `dispatch`
 *
 * @typedef {{ type: 'view', panel: string, view: string }
 *   | { type: 'scoring', scoring: Numbers['scoring'] }
 *   | { type: 'pair', pair: [number, number] }
 *   | { type: 'start', start?: [number, number] }
 *   | { type: 'scale', scale: 'sqrt' | 'linear' }
 * } PresentAction a change of the presentation; undone like a change of a parameter
 *
 * @typedef {{ type: 'play' | 'pause' | 'toggle-playing' | 'restart' | 'converge' }
 *   | { type: 'step', n: number }
 *   | { type: 'go-to' | 'show-iteration', iteration: number }
 *   | { type: 'speed', speed: number }
 *   | { type: 'bookmark', isKept: boolean }
 *   | { type: 'open-bookmark', bookmark: string }
 *   | { type: 'focus', feature?: number }
 * } RunAction a change of the run, the bookmark or the focused feature; never undone
 *
 * @typedef {object} Presentation
 * @property {NonNullable<Moment['scale']>} scale
 * @property {Record<string, string>} views
 * @property {[number, number]} [pair]
 * @property {Numbers['scoring']} [scoring]
 * @property {[number, number]} [start] point of a trajectory, in the two weights of the pair
 *
 * @typedef {object} StoreState the state that undo restores
 * @property {State & Change} parameters
 * @property {Presentation} presentation
 *
 * @typedef {object} Changed the argument of the store's listeners
 * @property {boolean} [state] parameters or presentation have been set
 * @property {boolean} [edit] parameters or presentation have changed
 * @property {{ before: StoreState, now: StoreState }} [commit] changes have been committed as one entry of undo
 * @property {boolean} [settled] there are no pending changes any more
 * @property {boolean} [restored] a change has been undone or redone
 * @property {RunAction['type']} [run] type of the action on the run
 * @property {boolean} [panels]
 * @property {boolean} [controls]
 * @property {boolean} [theme]
 * @property {import('./lab-error.js').LabError} [error] an action was invalid
 */

/**
 * The part of a state that is not a parameter: iteration and presentation.
 *
 * @typedef {object} Moment
 * @property {number} [nIter] iteration of a run with the current parameters
 * @property {boolean} [atOptimum] whether the run has jumped to the exact optimum
 * @property {'sqrt' | 'linear'} [scale] spacing of weights
 * @property {number} [speed] iterations per second
 * @property {[number, number]} [pair] the two weights of the geometry
 * @property {[number, number] | null} [start] start point of a trajectory, in these weights; null for none
 * @property {string} [bookmark] as in a link; empty for none
 * @property {Numbers['scoring']} [scoring] what the folds are judged by
 * @property {Record<string, string>} [views] views of panels that have several
 *
 * The state of an element in a link; see docs/link.md.
 *
 * @typedef {Partial<State> & {
 *   nIter?: number,
 *   atOptimum?: boolean,
 *   bookmark?: string,
 *   panels?: string,
 *   controls?: string,
 *   theme?: 'auto' | 'light' | 'dark' | 'projector',
 *   scale?: 'sqrt' | 'linear',
 *   speed?: number,
 *   pair?: [number, number],
 *   start?: [number, number] | null,
 *   views?: Record<string, string>,
 *   scoring?: Numbers['scoring'],
 * }} LinkState
 */

export {};
