/** What the server refused; status 0 where it could not be reached. */
export class PublicProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: { readonly vi: string; readonly en: string } | undefined;

  constructor(status: number, body: Readonly<Record<string, unknown>> = {}) {
    super(`refused: ${status}`);
    this.status = status;
    this.code = typeof body.code === 'string' ? body.code : '';
    const vi = body.detailVi ?? body.titleVi;
    const en = body.detail ?? body.title;
    this.title = typeof vi === 'string' && typeof en === 'string' ? { vi, en } : undefined;
  }
}

/** No cookie goes along, nothing is kept, no address is told where one came from. */
const quietly: RequestInit = { credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' };
/** Below this a request has no need to say how far it is. */
const small = 1024 * 1024;

async function ask(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { ...quietly, ...init });
  } catch {
    throw new PublicProblem(0);
  }
  if (!response.ok)
    throw new PublicProblem(
      response.status,
      (await response.json().catch(() => ({}))) as Record<string, unknown>,
    );
  return response;
}

/** Reads; throws PublicProblem. */
export async function read<T>(path: string): Promise<T> {
  return (await (await ask(path, {})).json()) as T;
}

/** Sends what belongs to a question in the body, never in the address; throws PublicProblem. */
export async function post<T>(path: string, body?: unknown): Promise<T> {
  const response = await ask(path, {
    method: 'POST',
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The bytes of an answer; throws PublicProblem. */
export async function postForBytes(path: string, body: unknown): Promise<Uint8Array<ArrayBuffer>> {
  const response = await ask(path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
  return new Uint8Array(await response.arrayBuffer());
}

/** Sends a sealed parcel with its routing facts; `onShare` hears how far it is, 0 … 1. Throws PublicProblem. */
export async function sendParcel<T>(
  path: string,
  body: unknown,
  parcel: Blob,
  onShare: (share: number) => void,
): Promise<T> {
  const form = new FormData();
  form.append('body', JSON.stringify(body));
  form.append('file', parcel, 'tin.age');
  if (parcel.size <= small) return (await (await ask(path, { method: 'POST', body: form })).json()) as T;
  // fetch can't tell how far an upload is; the older interface can.
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onShare(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(new PublicProblem(0)));
    request.addEventListener('load', () => {
      let answer: Record<string, unknown> = {};
      try {
        answer = JSON.parse(request.responseText) as Record<string, unknown>;
      } catch {
        // Something between us and the server answered; the status is all there is.
      }
      if (request.status >= 200 && request.status < 300) resolve(answer as T);
      else reject(new PublicProblem(request.status, answer));
    });
    request.send(form);
  });
}
