import type { Endpoint, OutputOf, RequestOf } from '../contract.ts';
import type { FieldProblem, ProblemCode } from '../problems.ts';
import { noteReachable, noteSessionLost } from './connection.ts';

/** What the server refused, with its words in both languages; `offline` where it could not be reached. */
export class ApiProblem extends Error {
  readonly code: ProblemCode | 'offline';
  readonly status: number;
  readonly title: { readonly vi: string; readonly en: string };
  readonly fields: readonly FieldProblem[];
  readonly body: Readonly<Record<string, unknown>>;

  constructor(status: number, body: Record<string, unknown>) {
    super(text(body.title, 'Request failed'));
    this.status = status;
    this.code = (body.code as ProblemCode | undefined) ?? 'internal';
    this.title = {
      vi: text(body.detailVi ?? body.titleVi, 'Có lỗi, hãy thử lại.'),
      en: text(body.detail ?? body.title, 'Something went wrong; try again.'),
    };
    this.fields = (body.fields as FieldProblem[] | undefined) ?? [];
    this.body = body;
  }
}

function text(value: unknown, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}

export type CallOptions<E extends Endpoint> = Partial<RequestOf<E>> & {
  readonly file?: File;
  readonly signal?: AbortSignal;
  /** Share of an upload that has left, 0 … 1. */
  readonly onProgress?: (share: number) => void;
};

/** Calls an endpoint by its contract. Throws ApiProblem. */
export async function call<const E extends Endpoint>(
  contract: E,
  options: CallOptions<E> = {},
): Promise<OutputOf<E>> {
  const response = await send(contract, options);
  if (response.status === 204) return undefined as OutputOf<E>;
  return (await response.json()) as OutputOf<E>;
}

/** The bytes of an answer, for what is opened in the page itself. Throws ApiProblem. */
export async function fetchBlob<const E extends Endpoint>(
  contract: E,
  options: CallOptions<E> = {},
): Promise<Blob> {
  return (await send(contract, options)).blob();
}

/** Fetches a download and hands it to the browser under the name that the server gives. */
export async function download<const E extends Endpoint>(
  contract: E,
  options: CallOptions<E> = {},
): Promise<void> {
  const response = await send(contract, options);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await response.blob());
  link.download = name ? decodeURIComponent(name) : 'download';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function send<E extends Endpoint>(contract: E, options: CallOptions<E>): Promise<Response> {
  const url = pathOf(contract, options);
  const form = options.file ? asForm(options.file, options.body) : undefined;
  if (form && options.onProgress) return upload(contract.method, url, form, options.onProgress);
  const body = form ? form : options.body === undefined ? undefined : JSON.stringify(options.body);
  let response: Response;
  try {
    response = await fetch(url, {
      method: contract.method,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body }),
      ...(typeof body === 'string' ? { headers: { 'content-type': 'application/json' } } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw offline();
  }
  noteReachable(true);
  if (!response.ok)
    throw refused(response.status, (await response.json().catch(() => ({}))) as Record<string, unknown>);
  return response;
}

/** fetch can't tell how far an upload is; the older interface can. */
function upload(
  method: string,
  url: string,
  form: FormData,
  onProgress: (share: number) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, url);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(offline()));
    request.addEventListener('load', () => {
      if (request.status < 400)
        return resolve(
          new Response(request.status === 204 ? null : request.responseText, { status: request.status }),
        );
      let body: Record<string, unknown> = {};
      try {
        body = JSON.parse(request.responseText) as Record<string, unknown>;
      } catch {
        // Something between us and the server answered; the status is all we have.
      }
      return reject(refused(request.status, body));
    });
    request.send(form);
  });
}

function refused(status: number, body: Record<string, unknown>): ApiProblem {
  const problem = new ApiProblem(status, body);
  if (problem.code === 'signInNeeded') noteSessionLost();
  return problem;
}

function offline(): ApiProblem {
  noteReachable(false);
  return new ApiProblem(0, {
    code: 'offline',
    titleVi:
      'Không kết nối được với máy chủ. Hãy kiểm tra mạng rồi thử lại; những gì bạn đã nhập vẫn còn đây.',
    title: 'The server can not be reached. Check the network and try again; what you entered is still here.',
  });
}

/** The file, and before it what else the request says. */
function asForm(file: File, body: unknown): FormData {
  const form = new FormData();
  if (body !== undefined) form.append('body', JSON.stringify(body));
  form.append('file', file, file.name);
  return form;
}

/** The address of a request: parameters filled in, query appended. */
export function pathOf<E extends Endpoint>(contract: E, options: Partial<RequestOf<E>>): string {
  const params = (options.params ?? {}) as Readonly<Record<string, unknown>>;
  const path = contract.path.replaceAll(/:(\w+)/g, (_all, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries((options.query ?? {}) as Record<string, unknown>)) {
    if (value === undefined || value === null || value === '') continue;
    for (const each of Array.isArray(value) ? value : [value]) query.append(key, String(each));
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
