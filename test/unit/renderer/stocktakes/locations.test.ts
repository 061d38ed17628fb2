import { describe, expect, it } from 'vitest';
import { indexPlaces, searchPlaces } from '../../../../src/renderer/stocktakes/locations.ts';

const places = [
  { id: '1', name: '总部', code: 'HQ', parent: null },
  { id: '2', name: '机房A', code: 'DC-A', parent: '1' },
  { id: '3', name: 'R05', code: null, parent: '2' },
];

describe('places for counting', () => {
  it('finds a place by its label in any case and width', () => {
    expect(indexPlaces(places).byLabel(' ｄｃ-a ')).toEqual({ id: '2', path: '总部 / 机房A' });
    expect(indexPlaces(places).byLabel('R05')).toBeNull();
  });

  it('says where a place is', () => {
    expect(indexPlaces(places).path('3')).toBe('总部 / 机房A / R05');
  });

  it('finds places by path or code, the widest first', () => {
    const { tree } = indexPlaces(places);
    expect(searchPlaces(tree, 'dc-a').map((node) => node.path)).toEqual(['总部 / 机房A']);
    expect(searchPlaces(tree, '机房').map((node) => node.path)).toEqual([
      '总部 / 机房A',
      '总部 / 机房A / R05',
    ]);
  });

  it('shows places in a circle instead of losing them', () => {
    const circle = [
      { id: 'a', name: 'A', code: null, parent: 'b' },
      { id: 'b', name: 'B', code: null, parent: 'a' },
    ];
    expect(indexPlaces(circle).tree.map((node) => node.title)).toEqual(['A', 'B']);
  });
});
