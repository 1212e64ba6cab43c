// Layers: contract ← rules ← repo ← service ← routes ← app. Pages import contracts, rules, platform/web and ui.
const serverPart = (kind) => `^src/modules/[^/]+/server/[^/]+\\.${kind}\\.ts$`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    {
      name: 'contract-is-the-root',
      comment: 'A contract knows other contracts and the platform\'s pure parts.',
      severity: 'error',
      from: { path: '^src/modules/.*\\.contract\\.ts$' },
      to: { path: '^src/(ui|app|modules/.*\\.(rules|repo|service|routes)\\.ts|platform/(server|web))' },
    },
    {
      name: 'rules-are-pure',
      severity: 'error',
      from: { path: '^src/modules/.*\\.rules\\.ts$', pathNot: '^src/modules/[^/]+/web/' },
      to: { path: '^src/(ui|app|modules/.*\\.(repo|service|routes)\\.ts|platform/(server|web))' },
    },
    {
      name: 'page-rules-are-pure',
      comment: 'Rules of pages may know the pure parts of the kit, which have the form of columns and cells.',
      severity: 'error',
      from: { path: '^src/modules/[^/]+/web/.*\\.rules\\.ts$' },
      to: { path: '^src/(app|ui/.*\\.tsx|modules/.*\\.(repo|service|routes)\\.ts|platform/(server|web))' },
    },
    { name: 'rules-without-node', severity: 'error', from: { path: '^src/modules/.*\\.(rules|contract)\\.ts$' }, to: { dependencyTypes: ['core'] } },
    { name: 'repo-below-service', severity: 'error', from: { path: serverPart('repo') }, to: { path: '^src/(ui|app|modules/.*\\.(service|routes)\\.ts|modules/[^/]+/web|platform/web)' } },
    { name: 'service-below-routes', severity: 'error', from: { path: serverPart('service') }, to: { path: '^src/(ui|app|modules/.*\\.routes\\.ts|modules/[^/]+/web|platform/web)' } },
    { name: 'routes-below-app', severity: 'error', from: { path: serverPart('routes') }, to: { path: '^src/(ui|app|modules/[^/]+/web|platform/web)' } },
    {
      name: 'repo-of-its-own-module',
      comment: 'Across modules: contract, rules or service, never a repo.',
      severity: 'error',
      from: { path: '^src/modules/([^/]+)/' },
      to: { path: '^src/modules/[^/]+/.*\\.repo\\.ts$', pathNot: '^src/modules/$1/' },
    },
    {
      name: 'web-without-server',
      severity: 'error',
      from: { path: '^src/(modules/[^/]+/web|platform/web|ui)/' },
      to: { path: '^src/(app/(?!.*\\.css)|platform/server|modules/[^/]+/server)' },
    },
    { name: 'ui-without-domain', severity: 'error', from: { path: '^src/ui/' }, to: { path: '^src/(modules|platform/server|app)' } },
    {
      name: 'platform-without-modules',
      comment: 'The platform knows no domain; test support starts the whole program.',
      severity: 'error',
      from: { path: '^src/platform/', pathNot: '^src/platform/server/testing/' },
      to: { path: '^src/(modules|reference|app)' },
    },
    {
      name: 'reference-knows-contracts',
      comment: 'Forms, indicators and periods are read from data files in the shape of the contracts.',
      severity: 'error',
      from: { path: '^src/reference/', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/(ui|app|platform/(web|server)|modules/(?!.*\\.contract\\.ts$))' },
    },
    {
      name: 'reference-is-read-by-servers',
      comment: 'It reads files; contracts, rules and pages get what they need given.',
      severity: 'error',
      from: { path: '^src/(ui|platform/web|modules/(?!.*/server/))', pathNot: '\\.test\\.ts$' },
      to: { path: '^src/reference/' },
    },
    { name: 'nobody-imports-tests', severity: 'error', from: {}, to: { path: '\\.test\\.tsx?$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.generated\\.ts$' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.css'], exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  },
};
