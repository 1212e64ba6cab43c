/** What is needed once somebody is inside; the locked app does without it, and so takes the first tap early. */
export { FieldEngine } from './engine.ts';
export { Screens } from './Screens.tsx';
