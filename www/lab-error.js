/**
 * A value that cannot be used. The message names what, the value given and what is accepted; nothing is half changed.
 */
export class LabError extends Error {
  name = 'LabError';

  /**
   * @param {string} message
   * @param {string} [parameter] name of the parameter in question
   * @param {number} [row] row of a table, from 1
   * @param {number} [column] column of a table, from 1
   */
  constructor(message, parameter, row, column) {
    super(message);
    this.parameter = parameter;
    this.row = row;
    this.column = column;
  }
}
