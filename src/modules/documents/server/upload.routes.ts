import { Problem } from '../../../platform/problems.ts';
import type { StreamEdge, StreamRoute } from '../../../platform/server/stream-route.ts';
import {
  askUpload,
  attachmentLimits,
  beginUpload,
  continueUpload,
  UploadMetadata,
} from '../attachment.contract.ts';
import { finishUpload, mostBytes, sentBefore, wanted } from './upload.service.ts';
import { type UploadCalls, uploadsIn } from './upload-store.ts';

/** What the protocol says of an upload that is complete. */
function complete(status: 200 | 201, id: string, size: number): Response {
  const headers = {
    'tus-resumable': '1.0.0',
    'upload-offset': String(size),
    'upload-length': String(size),
    ...(status === 201 ? { location: `/api/v1/uploads/${id}` } : {}),
  };
  return new Response(null, { status, headers });
}

function callsOf(edge: StreamEdge): UploadCalls {
  return {
    begin: (metadata, size) =>
      edge.within(async (context) => {
        const { field } = await wanted(context, metadata);
        if (size === 0 || size > mostBytes(field))
          throw new Problem('tooLarge', { extra: { maxBytes: mostBytes(field) } });
        return { answer: { by: edge.caller.id } };
      }),
    finish: (upload) => finishUpload(edge, upload),
  };
}

/** The same attachment twice is one: what is there already is said to be there, and what is under way goes on. */
async function begin(edge: StreamEdge): Promise<Response> {
  const store = uploadsIn(edge.filesFolder);
  const given = announced(edge.request);
  const sent = await sentBefore(edge, given.id);
  if (sent && !sent.refused) {
    if (sent.sentHash !== given.sha256 || sent.recordId !== given.record) throw new Problem('alreadyExists');
    return complete(201, given.id, sent.sentSize);
  }
  const under = await store.find(given.id);
  if (under && under.by !== edge.caller.id) throw new Problem('alreadyExists');
  if (under?.metadata.sha256 === given.sha256) {
    const headers = { 'tus-resumable': '1.0.0', location: `/api/v1/uploads/${given.id}` };
    return new Response(null, { status: 201, headers });
  }
  if ((await store.countOf(edge.caller.id)) >= attachmentLimits.underWay)
    throw new Problem('tooManyRequests');
  return store.answer(edge.request, callsOf(edge));
}

function announced(request: Request): UploadMetadata {
  const pairs = (request.headers.get('upload-metadata') ?? '')
    .split(',')
    .map((pair) => pair.trim().split(' '));
  const values = pairs.map(([key = '', value = '']) => [key, Buffer.from(value, 'base64').toString('utf8')]);
  const parsed = UploadMetadata.safeParse(Object.fromEntries(values));
  if (!parsed.success) throw new Problem('badRequest');
  return parsed.data;
}

async function ask(edge: StreamEdge): Promise<Response> {
  const id = edge.params.id ?? '';
  const store = uploadsIn(edge.filesFolder);
  const sent = await sentBefore(edge, id);
  if (sent && !sent.refused) return complete(200, id, sent.sentSize);
  const under = await store.find(id);
  if (under?.by !== edge.caller.id) throw new Problem('notFound');
  // The program ended between the last byte and the record: what was left to do is done now.
  if (under.offset === under.size) {
    await finishUpload(edge, under);
    return complete(200, id, under.size);
  }
  return store.answer(edge.request, callsOf(edge));
}

async function goOn(edge: StreamEdge): Promise<Response> {
  const store = uploadsIn(edge.filesFolder);
  const under = await store.find(edge.params.id ?? '');
  if (under?.by !== edge.caller.id) {
    // The answer to its last bytes was lost: whoever asks how much is there hears that all is.
    const sent = await sentBefore(edge, edge.params.id ?? '');
    throw new Problem(sent && !sent.refused ? 'conflict' : 'notFound');
  }
  return store.answer(edge.request, callsOf(edge));
}

export const uploadRoutes: readonly StreamRoute[] = [
  { contract: beginUpload, serve: begin },
  { contract: askUpload, serve: ask },
  { contract: continueUpload, serve: goOn },
];
