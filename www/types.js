/**
 * What the lab's WebAssembly handle tells; see src/web/lab.rs.
 *
 * @typedef {object} State
 * @property {string} data
 * @property {boolean} standardize
 * @property {import('./regularization-lab.js').Penalty} penalty
 * @property {number} lambda
 * @property {number} l1Ratio
 * @property {import('./regularization-lab.js').Optimizer} optimizer
 * @property {number} learningRate
 * @property {import('./regularization-lab.js').Recipe} recipe the numbers of the data
 * @property {'none' | 'balanced'} classWeight
 *
 * @typedef {object} Csv
 * @property {string} text
 * @property {string} [target]
 * @property {import('./regularization-lab.js').Task} [task]
 * @property {string[]} [without] columns that are left out
 *
 * @typedef {Partial<State> & { table?: Uint8Array, csv?: Csv }} Change with the table of a built-in preset or one's own
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
 * @typedef {object} Column
 * @property {string} name
 * @property {number} nDistinct 3 stands for all that are more
 * @property {boolean} isNumeric
 * @property {boolean} isText
 * @property {string} [problem]
 *
 * @typedef {object} Preview
 * @property {Column[]} columns
 * @property {string[][]} rows the first ones
 * @property {number} nRows
 *
 * @typedef {object} Numbers
 * @property {number} nIter the iteration that is shown
 * @property {number} endIter the last one that has been run
 * @property {number} run
 * @property {import('./regularization-lab.js').Status} status
 * @property {string} message
 * @property {number} nSamples
 * @property {number} nTest
 * @property {number} nFeatures
 * @property {import('./regularization-lab.js').Task} task
 * @property {string} [whyNoOptimum]
 * @property {number} loss mean loss of the training rows
 * @property {number} l1 what the weights cost by the L1 part
 * @property {number} l2 and by the L2 part
 * @property {number} [oneSe] λ of the one-standard-error rule, once all folds are done
 * @property {number} overview grows whenever what the whole range of λ offers has changed
 * @property {[number, number] | null} pair
 * @property {{ nIter: number, penalty: string, lambda: number }} [bookmark] the bookmarked iteration
 * @property {FocusedFeature} [focused] the weight of the focused feature
 * @property {string} penalty in force
 * @property {boolean} [isObjective] whether the geometry shows the objective
 * @property {{ u: number, v: number, nIter: number, status: import('./regularization-lab.js').Status }} [whatIf] the path from a start of one's own
 * @property {string} [pathView] which way the coefficient path is shown, where one was chosen
 * @property {'neg-log-loss' | 'accuracy' | 'auc' | 'neg-mse' | 'r2'} scoring what the folds are judged by
 * @property {string} [validationView] the way cross-validation was asked to be shown
 * @property {Surface} [surface] only while a panel shows it
 *
 * Held-out scores over λ × l1_ratio.
 *
 * @typedef {object} Surface
 * @property {number} progress share of it that is computed
 * @property {boolean} isComplete
 * @property {number} nLambdas
 * @property {number} nRatios
 * @property {{ lambda: number, l1Ratio: number, score: number }} [best] of what is computed
 *
 * @typedef {object} FocusedFeature
 * @property {string} name of its feature
 * @property {number} value
 * @property {string} [truth]
 * @property {number} [optimum]
 *
 * @typedef {object} Advice
 * @property {string} name
 * @property {number} value the number behind it
 * @property {string} [a] a feature it is about
 * @property {string} [b] the other one
 * @typedef {'trajectories' | 'sparsity' | 'ledger' | 'coefficients' | 'path' | 'cross-validation' | 'surface' | 'comparison' | 'scores' | 'parameters'} TableName
 *
 * @typedef {object} PanelText the texts of a panel at the moment that is shown
 * @property {string} title
 * @property {string} aid how the picture is read
 * @property {string} value the number that matters, or nothing
 * @property {string} noun what it counts, or why it is missing
 * @property {string} description of the picture, for those who cannot see it
 * @property {string} note what the picture leaves out, or nothing
 * @property {boolean} isStopped whether the run has diverged
 *
 * @typedef {object} Dialects
 * @property {number} c
 * @property {number} alpha
 * @property {number} ridgeAlpha
 * @property {number} [priorDeviation]
 * @property {number} [laplaceScale]
 *
 * The lab as panels and controls have it: to read numbers from. Only the store changes it.
 *
 * @typedef {Omit<import('./generated/bindings.js').Lab, 'set' | 'step' | 'restart' | 'converge' | 'lookBack' | 'refine' | 'setLook'
 *   | 'chooseView' | 'setScoring' | 'setPair' | 'setStart' | 'forgetStart' | 'focusFeature' | 'keepMoment' | 'forgetMoment' | 'free'>
 * } LabReader
 *
 * @typedef {(action: Action) => void} Dispatch
 *
 * @typedef {PresentAction | RunAction
 *   | { type: 'set', change: Change, moment?: Moment }
 *   | { type: 'undo' | 'redo' | 'switch-theme' }
 *   | { type: 'panels', panels: string[] }
 *   | { type: 'controls', controls: string[] }
 *   | { type: 'theme', theme: 'light' | 'dark' | 'projector' }
 * } Action what can be asked of the store
 *
 * @typedef {{ type: 'view', panel: string, view: string }
 *   | { type: 'scoring', scoring: Numbers['scoring'] }
 *   | { type: 'pair', pair: [number, number] }
 *   | { type: 'start', start?: [number, number] }
 *   | { type: 'scale', scale: 'sqrt' | 'linear' }
 * } PresentAction how the lab is shown; undone like a parameter
 *
 * @typedef {{ type: 'play' | 'pause' | 'toggle-playing' | 'restart' | 'converge' }
 *   | { type: 'step', n: number }
 *   | { type: 'go-to' | 'look-back', iteration: number }
 *   | { type: 'speed', speed: number }
 *   | { type: 'bookmark', isKept: boolean }
 *   | { type: 'focus', feature?: number }
 * } RunAction moves of the run and marks in its pictures; never undone
 *
 * @typedef {object} Presentation
 * @property {NonNullable<Moment['scale']>} scale
 * @property {Record<string, string>} views
 * @property {[number, number]} [pair]
 * @property {Numbers['scoring']} [scoring]
 * @property {[number, number]} [start] of the path that is tried, in the two weights of the pair
 *
 * @typedef {object} StoreState what undo returns to
 * @property {State & Change} parameters
 * @property {Presentation} presentation
 *
 * @typedef {object} Changed what the store passes to its listeners
 * @property {boolean} [state] parameters or presentation have been set; controls show them
 * @property {boolean} [edit] they are others than before
 * @property {{ before: StoreState, now: StoreState }} [commit] a change has ended
 * @property {boolean} [restored] a change has been undone or redone
 * @property {RunAction['type']} [run] the run has been moved
 * @property {boolean} [panels]
 * @property {boolean} [controls]
 * @property {boolean} [theme]
 * @property {import('./lab-error.js').LabError} [error] what was asked for cannot be done
 */

/**
 * What of a state is not a parameter: where the run is, and how it is looked at.
 *
 * @typedef {object} Moment
 * @property {number} [nIter] iterations of a run under the present parameters
 * @property {boolean} [atOptimum] whether it has jumped to the exact optimum
 * @property {'sqrt' | 'linear'} [scale] spacing of weights
 * @property {number} [speed] iterations a second
 * @property {[number, number]} [pair] the two weights of the geometry
 * @property {Numbers['scoring']} [scoring] what the folds are judged by
 * @property {Record<string, string>} [views] the way panels are shown that have several
 * What a link holds of an element's state; see docs/link.md.
 *
 * @typedef {Partial<State> & {
 *   nIter?: number,
 *   atOptimum?: boolean,
 *   panels?: string,
 *   controls?: string,
 *   theme?: 'auto' | 'light' | 'dark' | 'projector',
 *   scale?: 'sqrt' | 'linear',
 *   speed?: number,
 *   pair?: [number, number],
 *   views?: Record<string, string>,
 *   scoring?: Numbers['scoring'],
 * }} LinkState
 */

export {};
