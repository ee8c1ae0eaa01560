import { NO_NOTES, notesOf } from './notes-of';

const none = { brief: null, keyPoints: [], nextSteps: [] };

describe('the Notes of an Activity (S12)', () => {
  it('hold the brief, the key points and the next steps, as plain text', () => {
    const notes = notesOf(
      {
        brief: 'Review of adoption.',
        keyPoints: ['Usage is up.', 'Two regions.'],
        nextSteps: ['Ana sends the quote.'],
      },
      true,
    );

    expect(notes).toBe(
      'Review of adoption.\n\nKey points\n- Usage is up.\n- Two regions.\n\nNext steps\n- Ana sends the quote.',
    );
  });

  it('leave out what Gong does not give', () => {
    expect(notesOf({ ...none, nextSteps: ['Call back.'] }, true)).toBe('Next steps\n- Call back.');
    expect(notesOf({ ...none, brief: 'Short.' }, true)).toBe('Short.');
    expect(notesOf({ brief: 'Short.', keyPoints: [' ', '\u0000'], nextSteps: [] }, true)).toBe('Short.');
  });

  it('say so when there are none, or when the setting does not allow them', () => {
    expect(notesOf(none, true)).toBe('No notes from Gong.');
    expect(notesOf({ brief: ' \n ', keyPoints: [''], nextSteps: [] }, true)).toBe(NO_NOTES);
    expect(notesOf({ ...none, brief: 'Secret.' }, false)).toBe(NO_NOTES);
  });

  it('keep lines and paragraphs of the brief, and one line for each point', () => {
    expect(notesOf({ ...none, brief: 'One.\r\nTwo.\n\n\n\nThree.' }, true)).toBe('One.\nTwo.\n\nThree.');
    expect(notesOf({ ...none, keyPoints: ['a\nb'] }, true)).toBe('Key points\n- a b');
  });

  it('hold no character that no screen can show', () => {
    expect(notesOf({ ...none, brief: 'a\u0000b\ud800c\uffff' }, true)).toBe('abc');
  });
});
