import { useCatalogue } from '../catalogue/catalogue.tsx';
import { useThemeName } from '../relations/colours.ts';
import { type ClassIcon as ClassIconName, classIcons, classLook, colourOn } from './class-icons.ts';

/** The picture of a class in its colour, for the eye only: its name stands beside it. */
export function ClassIcon({ of }: { of: string | null }) {
  const { icon, colour } = classLook(useCatalogue(), of);
  const dark = useThemeName() === 'dark';
  return <Picture name={icon} colour={colourOn(dark, colour)} />;
}

export function Picture({ name, colour }: { name: ClassIconName; colour?: string }) {
  return (
    <svg
      aria-hidden="true"
      width="16"
      height="16"
      viewBox="0 0 24 24"
      fill="none"
      stroke={colour ?? 'currentColor'}
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={classIcons[name]} />
    </svg>
  );
}
