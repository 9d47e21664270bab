import type { paths } from './schema';

/**
 * What may be asked of the API and what it answers, read off `schema.d.ts`. A path is written as it is asked for,
 * `/api/alerts/${id}?q=…`; the compiler finds its route, and knows none for a path that the API does not have.
 */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

type OperationOf<Route extends keyof paths, M extends Method> = NonNullable<paths[Route][Lowercase<M>]>;

/** Routes that have the method. */
type RouteWith<M extends Method> = {
  [Route in keyof paths]: [OperationOf<Route, M>] extends [never] ? never : Route;
}[keyof paths];

type WithoutQuery<Path extends string> = Path extends `${infer Before}?${string}` ? Before : Path;

/** Part by part: what is a number or any word fits a parameter only. */
type Fits<Path extends string, Route extends string> = Route extends `${infer Part}/${infer Rest}`
  ? Path extends `${infer Head}/${infer Tail}`
    ? PartFits<Head, Part> extends true
      ? Fits<Tail, Rest>
      : false
    : false
  : Path extends `${string}/${string}`
    ? false
    : PartFits<Path, Route>;
type PartFits<Part extends string, Wanted extends string> = Wanted extends `{${string}}`
  ? true
  : Part extends Wanted
    ? true
    : false;

type RouteFor<Path extends string, M extends Method> =
  Path extends RouteWith<M>
    ? Path
    : { [Route in RouteWith<M>]: Fits<Path, Route> extends true ? Route : never }[RouteWith<M>];

/** Of several paths, as `/api/catalogs/${id}/${'submit' | 'withdraw'}`, each has a route or none is taken. */
type RouteOf<Path extends string, M extends Method> = Path extends string ? RouteFor<WithoutQuery<Path>, M> : never;
type Unknown<Path extends string, M extends Method> = Path extends string
  ? [RouteOf<Path, M>] extends [never]
    ? Path
    : never
  : never;

/** The path itself where the API has it; else nothing that could be written. */
export type Asked<Path extends string, M extends Method> = [Unknown<Path, M>] extends [never]
  ? Path
  : { readonly 'the API has no such route': Unknown<Path, M> };

type JsonOf<Responses> =
  Responses extends Record<number, unknown>
    ? {
        [Status in keyof Responses]: Responses[Status] extends { content: { 'application/json': infer Answer } }
          ? Answer
          : never;
      }[keyof Responses]
    : never;

/** `undefined` where it answers nothing. */
export type AnswerOf<Path extends string, M extends Method> =
  OperationOf<RouteOf<Path, M>, M> extends infer Operation
    ? Operation extends { responses: infer Responses }
      ? [JsonOf<Responses>] extends [never]
        ? undefined
        : JsonOf<Responses>
      : never
    : never;

type WantedBody<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? Content extends { 'application/json': infer Body }
    ? Loosely<Body>
    : FormData
  : undefined;

/** What the server fills in may be left out; lists of ours are often read-only. */
type Loosely<Body> = Body extends readonly (infer Item)[]
  ? readonly Loosely<Item>[]
  : Body extends object
    ? { [Key in keyof Body]: Loosely<Body[Key]> }
    : Body;

/** What goes with a command: a JSON body, a form where it takes a file, or nothing. */
export type BodyOf<Path extends string, M extends Method> =
  OperationOf<RouteOf<Path, M>, M> extends infer Operation
    ? Operation extends unknown
      ? WantedBody<Operation>
      : never
    : never;

type QueryOf<Path extends string> =
  OperationOf<RouteOf<Path, 'GET'>, 'GET'> extends { parameters: { query?: infer Query } } ? Query : never;

/** A path with a query whose words are checked; what is undefined, null or empty is left out. */
export function withQuery<const Path extends string>(
  path: Path & Asked<Path, 'GET'>,
  query: { readonly [Key in keyof QueryOf<Path>]?: QueryOf<Path>[Key] | null },
): `${Path}?${string}` {
  const words = new URLSearchParams();
  for (const [key, value] of Object.entries(query as Record<string, unknown>))
    if (value !== undefined && value !== null && value !== '') words.set(key, String(value));
  return `${path as Path}?${words}`;
}
