import { crc32, deflateRawSync } from 'node:zlib';
import * as XLSX from 'xlsx';

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A relations part from id, last word of the type, and target. */
export function relationsXml(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
  );
  return `<Relationships>${items.join('')}</Relationships>`;
}

/** A zip file of these parts. */
export function zipOf(parts: Readonly<Record<string, string | Buffer>>): Buffer {
  const zip = XLSX.CFB.utils.cfb_new({ root: 'R' });
  for (const [name, content] of Object.entries(parts)) {
    XLSX.CFB.utils.cfb_add(zip, name, Buffer.from(content as string));
  }
  return XLSX.CFB.write(zip, { fileType: 'zip', type: 'buffer', compression: true }) as Buffer;
}

/**
 * The same, packed as well as can be, whose directory may claim that a part is larger or smaller than it is.
 * @param claims sizes by name
 */
export function zipClaiming(
  parts: Readonly<Record<string, string | Buffer>>,
  claims: Readonly<Record<string, number>>,
): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claims[name] ?? data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    files.push(local, Buffer.from(name), packed);
    directory.push(entry, Buffer.from(name));
    offset += local.length + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 8);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

/** A workbook of one sheet from hand-written parts. */
export function handmade(worksheet: string, more: Readonly<Record<string, string | Buffer>> = {}): Buffer {
  return zipOf(sheetParts(worksheet, more));
}

export function sheetParts(
  worksheet: string,
  more: Readonly<Record<string, string | Buffer>> = {},
): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relationsXml([['r1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': '<workbook><sheets><sheet name="资产" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relationsXml([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
      ['rId4', 'theme', 'theme/theme1.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet>${worksheet}</worksheet>`,
    ...more,
  };
}

/** A cell with a text. */
export const t = (ref: string, text: string, style = 0): string =>
  `<c r="${ref}" s="${style}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** The smallest picture there is: one pixel. */
export const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
