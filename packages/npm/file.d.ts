/** The URL of the file, as bundlers give it for files that are no modules. */
declare const url: string;
export default url;
