/** The pool of the account that may read and write who people are; the web interface's own account may not. */
export const IDENTITY_DATABASE = Symbol('identity database');

/** Seals what has to be read again, with the key of the installation. */
export const SECRET_BOX = Symbol('secret box');

/** `OidcClient`, or undefined where there is no single sign-on. */
export const OIDC_CLIENT = Symbol('oidc client');
