/** Names the capture store among the providers of a process. */
export const CAPTURES = Symbol('captures');
/** Names the store of whole files underneath it. */
export const OBJECTS = Symbol('objects');
/** Names the function that reads a page; the app passes it in, because nothing under libs/ imports crawlers/. */
export const EXTRACT = Symbol('extract');
/** Names the function that reads an attached file. */
export const EXTRACT_FILE = Symbol('extract-file');
