import { escapeText } from './escape.ts';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const noteChars = 32_767;

interface Note {
  readonly at: string;
  readonly text: string;
}

/** The comments of one sheet. A spreadsheet wants each of them twice: its text, and a box that it is drawn in. */
export class SheetNotes {
  private readonly notes: Note[] = [];

  add(at: string, text: string): void {
    this.notes.push({ at, text: text.slice(0, noteChars) });
  }

  get count(): number {
    return this.notes.length;
  }

  commentsXml(): string {
    const comments = this.notes.map(
      ({ at, text }) =>
        `<comment ref="${at}" authorId="0"><text><r><rPr><sz val="9"/><rFont val="Calibri"/></rPr><t xml:space="preserve">${escapeText(text)}</t></r></text></comment>`,
    );
    return `<comments xmlns="${main}"><authors><author>Holdfast</author></authors><commentList>${comments.join('')}</commentList></comments>`;
  }

  /** The boxes, in the drawing language of old that comments are still bound to. */
  drawingXml(): string {
    const shapes = this.notes.map(({ at, text }, i) => {
      const { row, column } = place(at);
      const lines = Math.min(
        16,
        text.split('\n').reduce((n, line) => n + Math.ceil((line.length + 1) / 24), 1),
      );
      return `<v:shape id="_x0000_s${1025 + i}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;margin-top:2pt;width:200pt;height:${lines * 13 + 10}pt;z-index:${i + 1};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 12, ${row}, 4, ${column + 4}, 12, ${row + lines}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
    });
    return `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>${shapes.join('')}</xml>`;
  }
}

/** Row and column from 0. */
function place(at: string): { row: number; column: number } {
  const [, name = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(at) ?? [];
  let column = 0;
  for (const letter of name) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(number) - 1, column: column - 1 };
}
