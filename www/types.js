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
 * @typedef {object} Knob a number of the data
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
 * @property {number} nIter
 * @property {number} run
 * @property {import('./regularization-lab.js').Status} status
 * @property {string} message
 * @property {number} nSamples
 * @property {number} nTest
 * @property {number} nFeatures
 * @property {import('./regularization-lab.js').Task} task
 * @property {number} nonZero
 * @property {number} exactZero
 * @property {number} nearZero
 * @property {number} norm2
 * @property {number} [optimumZero]
 * @property {string} [whyNoOptimum]
 * @property {number} [allowance]
 * @property {boolean} isExact
 * @property {number} overview grows whenever what the whole range of λ offers has changed
 * @property {[number, number] | null} pair
 * @property {Followed} [followed] the weight that a hand follows
 *
 * @typedef {object} Followed
 * @property {string} name of its feature
 * @property {number} value
 * @property {string} [truth]
 * @property {number} [optimum]
 *
 * @typedef {object} Dialects
 * @property {number} c
 * @property {number} alpha
 * @property {number} ridgeAlpha
 * @property {number} [priorDeviation]
 *
 * @typedef {object} Actions what controls ask of the lab
 * @property {(change: Change) => void} set
 * @property {() => void} toggle
 * @property {(n: number) => void} step
 * @property {() => void} restart
 * @property {() => void} converge
 * @property {(iteration: number) => void} goTo
 * @property {(perSecond: number) => void} setSpeed
 */

export {};
