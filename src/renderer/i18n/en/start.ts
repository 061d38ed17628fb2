import type { English } from '../types.ts';
import type { start as zh } from '../zh/start.ts';

export const start = {
  title: 'Welcome to Holdfast',
  intro:
    'The whole register lives in one file on this machine and works without a network. Say first who you are: every change is noted with a name.',
  language: 'Language',
  registerName: 'Name of the register',
  registerHint: 'Such as your company or department.',
  registerDefault: 'My register',
  personName: 'Your name',
  personHint: 'You become the first administrator and can add others later.',
  begin: 'Begin',
  needRegister: 'Enter a name for the register',
  needPerson: 'Enter your name',
  whoTitle: 'Who are you?',
  whoIntro: 'The register “{name}” is in use. Choose who you are.',
  nobody: 'There is nobody in this register who can act.',
} as const satisfies English<typeof zh>;
