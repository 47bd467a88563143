/**
 * An invalid value. The message names the parameter, the value given and the accepted values; the state is unchanged.
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
