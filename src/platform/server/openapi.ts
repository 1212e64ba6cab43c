import { z } from 'zod';
import type { Endpoint } from '../contract.ts';
import { problemKinds } from '../problems.ts';
import { LocalText } from '../text.ts';

type Json = Record<string, unknown>;
type Direction = 'input' | 'output';

/** The RFC 9457 body of every refusal, as `problemBody` makes it. */
const ProblemSchema = z.looseObject({
  type: z.string().meta({ description: '/problems/{code}' }),
  code: z.enum(Object.keys(problemKinds) as [string, ...string[]]),
  status: z.int(),
  title: z.string(),
  titleVi: z.string(),
  detail: z.string().optional(),
  detailVi: z.string().optional(),
  fields: z
    .array(
      z.object({
        path: z.string().meta({ description: 'place in the input, e.g. values.date' }),
        code: z.string(),
        found: z.string().optional(),
        expected: LocalText.optional(),
      }),
    )
    .optional(),
});

const intro = `JSON over HTTP. Dates are \`YYYY-MM-DD\`, instants UTC in ISO 8601, identifiers UUID; text comes back in NFC.

Who calls is told by the cookie \`session\`, which signing in sets (HttpOnly, SameSite=Lax). What changes something must
come from the program's own pages: a foreign \`Origin\` or \`Sec-Fetch-Site\` is refused (\`originRefused\`). A program
without a browser sends neither of the two. \`x-access\` names the permission that an operation asks for; every
permission holds within the areas of the caller's roles, and what lies outside of them is \`notFound\` or \`outOfArea\`.

Every refusal is an RFC 9457 problem with a stable \`code\`, in English (\`title\`) and Vietnamese (\`titleVi\`).`;

/** The OpenAPI 3.1 document of the endpoints, made from the same schemas that check requests and answers. */
export function describeApi(endpoints: readonly Endpoint[]): Json {
  const components = new Components();
  const paths: Record<string, Json> = {};
  for (const endpoint of endpoints) {
    const path = endpoint.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint, components) };
  }
  const problem = components.schemaOf(ProblemSchema.meta({ id: 'Problem' }), 'output');
  return components.settled({
    openapi: '3.1.0',
    info: {
      title: 'Tiếng Mõ',
      version: '1',
      description: intro,
      license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' },
    },
    servers: [{ url: '/' }],
    tags: [...new Set(endpoints.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      responses: problemResponses(problem),
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
  });
}

const tagOf = (endpoint: Endpoint): string => endpoint.path.split('/')[3] ?? '';

function operation(endpoint: Endpoint, components: Components): Json {
  const body = requestBody(endpoint, components);
  const parameters = [
    ...parametersOf(endpoint.params, 'path', components),
    ...parametersOf(endpoint.query, 'query', components),
  ];
  return {
    operationId: operationId(endpoint),
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    'x-access': endpoint.access,
    security: endpoint.access === 'public' ? [] : [{ session: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: body } : {}),
    responses: {
      [endpoint.status ?? (endpoint.output === 'none' ? 204 : 200)]: success(endpoint, components),
      ...Object.fromEntries(
        refusals(endpoint).map((status) => [status, { $ref: `#/components/responses/${status}` }]),
      ),
      default: { $ref: '#/components/responses/problem' },
    },
  };
}

/** `GET /api/v1/activities/:id/history` → getActivitiesByIdHistory. */
function operationId(endpoint: Endpoint): string {
  const words = endpoint.path
    .split('/')
    .slice(3)
    .flatMap((part) => (part.startsWith(':') ? ['by', part.slice(1)] : part.split(/[^a-zA-Z0-9]/)));
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return endpoint.method.toLowerCase() + words.map(capital).join('');
}

function parametersOf(
  schema: z.ZodType | undefined,
  place: 'path' | 'query',
  components: Components,
): Json[] {
  if (!schema) return [];
  const shape = components.inline(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(shape.properties ?? {}).map(([name, one]) => ({
    name,
    in: place,
    required: place === 'path' || (shape.required ?? []).includes(name),
    schema: one,
  }));
}

function requestBody(endpoint: Endpoint, components: Components): Json | undefined {
  if (endpoint.upload) {
    const file = {
      type: 'string',
      format: 'binary',
      description: `at most ${endpoint.upload.maxBytes} bytes`,
    };
    const body = endpoint.body ? { body: components.schemaOf(endpoint.body, 'input') } : {};
    const properties = { ...body, file };
    const schema = { type: 'object', properties, required: Object.keys(properties) };
    return { required: true, content: { 'multipart/form-data': { schema } } };
  }
  if (!endpoint.body) return undefined;
  return {
    required: true,
    content: { 'application/json': { schema: components.schemaOf(endpoint.body, 'input') } },
  };
}

function success(endpoint: Endpoint, components: Components): Json {
  if (endpoint.output === 'none') return { description: 'Done' };
  if (endpoint.output === 'file') {
    return {
      description: 'A file to download; its type stands in Content-Type, its name in Content-Disposition',
      headers: { 'Content-Disposition': { schema: { type: 'string' } } },
      content: { '*/*': { schema: { type: 'string', format: 'binary' } } },
    };
  }
  return {
    description: 'Done',
    content: { 'application/json': { schema: components.schemaOf(endpoint.output, 'output') } },
  };
}

/** What the pipeline itself may answer; a handler's own refusals are problems, too (`default`). */
function refusals(endpoint: Endpoint): number[] {
  const takesInput = endpoint.params || endpoint.query || endpoint.body;
  return [
    ...(endpoint.body || endpoint.upload ? [400, 413] : []),
    ...(endpoint.access === 'public' ? [] : [401]),
    ...(endpoint.method !== 'GET' || !['public', 'signedIn'].includes(endpoint.access) ? [403] : []),
    ...(endpoint.params ? [404] : []),
    ...(takesInput ? [422] : []),
    429,
  ].sort((a, b) => a - b);
}

function problemResponses(schema: Json): Json {
  const content = { 'application/problem+json': { schema } };
  const codesByStatus = Map.groupBy(Object.entries(problemKinds), ([, kind]) => kind.status);
  const byStatus = [...codesByStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, kinds]) => [status, { description: kinds.map(([code]) => code).join(', '), content }]);
  return { ...Object.fromEntries(byStatus), problem: { description: 'A problem', content } };
}

/**
 * The schemas that have a name. One that reads differently as input than as output (it has defaults, or refuses what
 * it does not know) and is used as both stands twice: `Name` as output, `NameInput` as input. Which of them do is known
 * once all were seen: until then a reference says its direction, and `settled` names it.
 */
class Components {
  readonly #found = { input: new Map<string, string>(), output: new Map<string, string>() };

  /** A reference where the schema has a name, the schema itself where not. */
  schemaOf(schema: z.ZodType, direction: Direction): Json {
    // In a list of one, so that a name at the top becomes a reference, too.
    const list = this.inline(z.tuple([schema]), direction) as { prefixItems: [Json] };
    return list.prefixItems[0];
  }

  inline(schema: z.ZodType, direction: Direction): Json {
    const made = z.toJSONSchema(schema, { io: direction, unrepresentable: 'any' });
    const { $defs = {}, $schema: _schema, ...bare } = JSON.parse(marked(made, direction)) as Json;
    for (const [name, definition] of Object.entries($defs as Json)) {
      if (name.startsWith('__'))
        throw new Error('a schema that refers to itself needs a name: .meta({ id })');
      this.#found[direction].set(name, JSON.stringify(definition));
    }
    return bare;
  }

  /** The document with all references named, and the named schemas in the order of the alphabet. */
  settled(document: Json): Json {
    const twofold = this.#twofold();
    const nameOf = (direction: string, name: string) =>
      direction === 'input' && twofold.has(name) ? `${name}Input` : name;
    const schemas = new Map<string, string>();
    for (const direction of ['output', 'input'] as const) {
      for (const [name, schema] of this.#found[direction]) {
        const own = nameOf(direction, name);
        if (own !== name && (this.#found.input.has(own) || this.#found.output.has(own)))
          throw new Error(`two schemas would be named ${own}`);
        schemas.set(own, schema);
      }
    }
    const sorted = [...schemas].sort(([a], [b]) => (a < b ? -1 : 1));
    const parts = document.components as Json;
    const whole = {
      ...document,
      components: {
        ...parts,
        schemas: Object.fromEntries(sorted.map(([name, schema]) => [name, JSON.parse(schema)])),
      },
    };
    return JSON.parse(
      JSON.stringify(whole).replaceAll(
        /"#~(\w+)\/([^"]+)"/g,
        (_all, direction: string, name: string) => `"#/components/schemas/${nameOf(direction, name)}"`,
      ),
    ) as Json;
  }

  /** The names whose input and output differ, by themselves or by what they refer to. */
  #twofold(): ReadonlySet<string> {
    const { input, output } = this.#found;
    const both = [...input.keys()].filter((name) => output.has(name));
    const neutral = (schema = '') => schema.replaceAll(/"#~\w+\//g, '"#~/');
    const differing = new Set(both.filter((name) => neutral(input.get(name)) !== neutral(output.get(name))));
    for (let before = -1; before !== differing.size; ) {
      before = differing.size;
      for (const name of both) {
        const refers = [...(input.get(name) ?? '').matchAll(/"#~\w+\/([^"]+)"/g)];
        if (refers.some(([, other = '']) => differing.has(other))) differing.add(name);
      }
    }
    return differing;
  }
}

/** Its JSON with the direction in every reference; answers may gain members, so none is closed. */
function marked(schema: object, direction: Direction): string {
  return JSON.stringify(schema, (key, value: unknown) => {
    if (key === 'additionalProperties' && value === false && direction === 'output') return undefined;
    // The format says it all; the expression is long.
    if (key === 'pattern' && typeof value === 'string' && value.startsWith('^([0-9a-fA-F]{8}-'))
      return undefined;
    return key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', `#~${direction}/`) : value;
  });
}
