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
 *
 * @typedef {object} Numbers
 * @property {number} nIter
 * @property {number} run
 * @property {import('./regularization-lab.js').Status} status
 * @property {string} message
 * @property {number} nSamples
 * @property {number} nFeatures
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
 * @property {string} penalty in force
 * @property {Draws & { nStable?: number, lambda?: number }} [halves] weights kept by most half-samples at the nearest λ computed
 * @property {Draws & { best?: number }} [bootstraps] the λ at which bootstrap samples err least
 * @property {number} [brier] of the test rows; only for the panel that says it
 * @property {{ name: string, value: number }} [second] the weight upwards of the pair
 *
 * @typedef {object} Draws
 * @property {number} nDone
 * @property {number} nDraws
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
 * @property {(change: Partial<State>) => void} set
 * @property {() => void} toggle
 * @property {(n: number) => void} step
 * @property {() => void} restart
 * @property {() => void} converge
 * @property {(iteration: number) => void} goTo
 * @property {(perSecond: number) => void} setSpeed
 */

export {};
