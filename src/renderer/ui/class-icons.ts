import type { Catalogue } from '../../model/catalogue.ts';

/**
 * Pictures of classes: paths in a square of 24, drawn with a line of 1.8. A class made by a user names one of them, the others
 * take that of the nearest class above.
 */
export const classIcons = {
  box: 'M4 7l8-4 8 4v10l-8 4-8-4zM4 7l8 4 8-4M12 11v10',
  server: 'M4 4h16v6H4zM4 14h16v6H4zM8 7h.01M8 17h.01M12 7h5M12 17h5',
  desktop: 'M3 4h18v12H3zM9 20h6M12 16v4',
  laptop: 'M5 5h14v10H5zM2 19h20',
  mobile: 'M8 3h8v18H8zM11.5 18h1',
  storage: 'M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0M5 12c0 4 14 4 14 0',
  router: 'M3 13h18v6H3zM7 16h.01M11 16h.01M12 13V7M8 8c2.5-3 5.5-3 8 0',
  switch: 'M3 7h18v10H3zM6 13v2M9 13v2M12 13v2M15 13v2M18 13v2M6 10h6',
  firewall: 'M3 5h18v14H3zM3 10h18M3 15h18M9 5v5M15 5v5M6 10v5M12 10v5M18 10v5M9 15v4M15 15v4',
  wifi: 'M12 19h.01M8.5 15c2-2.2 5-2.2 7 0M5.5 11.500c3.700-4 9.300-4 13 0M2.500 8c5.500-5.500 13.500-5.500 19 0',
  balance: 'M12 4v16M7 20h10M4 8h16M4 8l-2 6h5zM20 8l-2 6h5z',
  printer: 'M7 9V3h10v6M5 9h14v8H5zM8 14h8v7H8z',
  monitor: 'M3 4h18v13H3zM8 21h8',
  plug: 'M9 3v5M15 3v5M6 8h12v4c0 8-12 8-12 0zM12 18v3',
  battery: 'M3 8h15v9H3zM18 11h3v3h-3M11 9.500l-3 3.500h4l-3 3.500',
  power: 'M13 2L5 14h6l-1 8 9-13h-6z',
  rack: 'M5 3h14v18H5zM5 8h14M5 13h14M5 18h14',
  snow: 'M12 3v18M4 7.500l16 9M20 7.500l-16 9',
  camera: 'M3 8h13v9H3zM16 11l5-3v9l-5-3',
  chip: 'M7 7h10v10H7zM9 3v4M15 3v4M9 17v4M15 17v4M3 9h4M3 15h4M17 9h4M17 15h4',
  system: 'M3 5h18v14H3zM7 10l3 2.500-3 2.500M12 15h5',
  database: 'M5 6c0-4 14-4 14 0v12c0 4-14 4-14 0zM5 6c0 4 14 4 14 0',
  layers: 'M12 3l9 5-9 5-9-5zM3 12l9 5 9-5M3 16l9 5 9-5',
  app: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z',
  cluster: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4M6 16v-4h12v4',
  cube: 'M12 3l8 4.500v9L12 21l-8-4.500v-9zM12 12l8-4.500M12 12v9M12 12L4 7.500',
  container: 'M3 7h18v11H3zM7 7v11M12 7v11M17 7v11',
  service: 'M4 12a8 8 0 1016 0 8 8 0 10-16 0M12 8v4l3 2',
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v5M6 16v-3h12v3',
  cable: 'M5 4v5a4 4 0 004 4h6a4 4 0 014 4v3M3 4h4M17 20h4',
  chair: 'M7 3v9h10V3M7 12v8M17 12v8M5 12h14',
  car: 'M4 16v-4l2-5h12l2 5v4zM7 16v3M17 16v3M7 12h10',
  paper: 'M6 3h9l4 4v14H6zM9 12h7M9 16h7',
} as const;

export type ClassIcon = keyof typeof classIcons;

const ofClass: Readonly<Record<string, ClassIcon>> = {
  hardware: 'box',
  computer: 'desktop',
  server: 'server',
  laptop: 'laptop',
  mobile: 'mobile',
  storage: 'storage',
  networkDevice: 'switch',
  router: 'router',
  switch: 'switch',
  firewall: 'firewall',
  wirelessAp: 'wifi',
  loadBalancer: 'balance',
  printer: 'printer',
  monitor: 'monitor',
  peripheral: 'plug',
  ups: 'battery',
  pdu: 'plug',
  patchPanel: 'switch',
  powerPanel: 'power',
  powerFeed: 'power',
  rack: 'rack',
  cooling: 'snow',
  camera: 'camera',
  component: 'chip',
  software: 'app',
  operatingSystem: 'system',
  database: 'database',
  middleware: 'layers',
  application: 'app',
  virtual: 'cube',
  cluster: 'cluster',
  hypervisor: 'layers',
  virtualMachine: 'cube',
  containerPlatform: 'container',
  service: 'service',
  network: 'network',
  circuit: 'cable',
  facility: 'chair',
  vehicle: 'car',
  consumable: 'paper',
};

/** Families keep to one colour each; both themes can carry them. */
const familyColours: Readonly<Record<string, string>> = {
  networkDevice: '#2563eb',
  network: '#2563eb',
  storage: '#7c3aed',
  hardware: '#0e7490',
  software: '#15803d',
  virtual: '#0f766e',
  service: '#c2410c',
  facility: '#64748b',
  consumable: '#64748b',
};
/** The same, light enough for the dark theme. */
const lightColours: Readonly<Record<string, string>> = {
  '#2563eb': '#7db0ff',
  '#7c3aed': '#b79bff',
  '#0e7490': '#4fc3dc',
  '#15803d': '#56d284',
  '#0f766e': '#4fd1c0',
  '#c2410c': '#fb9a5c',
  '#64748b': '#a3b1c4',
};
const unknownColour = '#64748b';

export interface ClassLook {
  readonly icon: ClassIcon;
  readonly colour: string;
}

/** Picture and colour of a class: what the user chose, else what the nearest class above has. */
export function classLook(catalogue: Catalogue, key: string | null): ClassLook {
  let icon: ClassIcon | null = null;
  let colour: string | null = null;
  for (const def of [...catalogue.classPath(key ?? '')].reverse()) {
    if (icon === null && def.icon && Object.hasOwn(classIcons, def.icon)) icon = def.icon as ClassIcon;
    icon ??= ofClass[def.key] ?? null;
    if (def.colour && /^#[0-9a-f]{6}$/i.test(def.colour)) colour ??= def.colour;
    colour ??= familyColours[def.key] ?? null;
  }
  return { icon: icon ?? 'box', colour: colour ?? unknownColour };
}

/** The colour as it is to stand on a panel of the theme. */
export function colourOn(dark: boolean, colour: string): string {
  return dark ? (lightColours[colour] ?? colour) : colour;
}

const pictures = new Map<string, string>();

/** A class's picture as an address that a canvas or an `img` takes. */
export function iconAddress(icon: ClassIcon, colour: string): string {
  const key = `${icon} ${colour}`;
  let address = pictures.get(key);
  if (!address) {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40" viewBox="0 0 24 24" fill="none" stroke="${colour}" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round"><path d="${classIcons[icon]}"/></svg>`;
    address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    pictures.set(key, address);
  }
  return address;
}
