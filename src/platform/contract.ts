import type { z } from 'zod';
import type { Access } from './permissions.ts';

export type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a route takes and gives, shared by the server, the web client and the OpenAPI file. */
export interface Endpoint {
  readonly method: Method;
  /** Fastify style, e.g. `/api/v1/activities/:id`. */
  readonly path: `/api/v1/${string}`;
  readonly summary: string;
  /** Who may call it; there is no default. */
  readonly access: Access;
  /**
   * Who calls stays unknown: no session is looked up, no line of the request is logged, limits go by a salted hash of
   * the network block that lives in memory alone, and every answer takes the same least time. Only for `public`.
   */
  readonly anonymous?: true;
  /**
   * That the session of a phone, which its PIN alone locks, may call it; it may call nothing else, whatever its person may
   * do elsewhere. `leaves`: also after the commune ordered the phone to be wiped, to hand in what it has and to say that
   * it is done.
   */
  readonly phone?: 'works' | 'leaves';
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /**
   * A file comes in as the request's body (multipart field `file`), at most so many bytes. With a `body` as well, that
   * one comes first, as JSON in the field `body`.
   */
  readonly upload?: { readonly maxBytes: number };
  /** What is answered; `file` for a download. */
  readonly output: z.ZodType | 'file' | 'none';
  /** 200 unless said otherwise. */
  readonly status?: 200 | 201 | 202 | 204;
}

/** Declares an endpoint, keeping its exact types. */
export function endpoint<const E extends Endpoint>(definition: E): E {
  return definition;
}

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;
type Given<T> = T extends z.ZodType ? z.input<T> : undefined;

/** What the handler gets, parsed. */
export interface InputOf<E extends Endpoint> {
  params: Parsed<E['params']>;
  query: Parsed<E['query']>;
  body: Parsed<E['body']>;
}

/** What the caller gives. */
export interface RequestOf<E extends Endpoint> {
  params: Given<E['params']>;
  query: Given<E['query']>;
  body: Given<E['body']>;
}

export type OutputOf<E extends Endpoint> = E['output'] extends z.ZodType ? z.output<E['output']> : undefined;
export type ReplyOf<E extends Endpoint> = E['output'] extends z.ZodType ? z.input<E['output']> : undefined;
