import { Kbd, TextInput } from '@mantine/core';
import { useDebouncedCallback, useHotkeys } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';

/** Long enough not to ask with each key. */
const PAUSE_MS = 300;

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  onChange(value: string): void;
}

/** The search of a page: `/` leads to it, Esc empties it and leaves. */
export const SearchField = ({ label, placeholder, value, onChange }: SearchFieldProps) => {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((text: string) => {
    told.current = text;
    onChange(text);
  }, PAUSE_MS);
  // What comes back of what was typed has lost its blanks, and is late: only what others set replaces it.
  useEffect(() => {
    if (value !== told.current.trim()) setTyped(value);
    told.current = value;
  }, [value]);
  useHotkeys([['/', () => field.current?.focus()]]);
  return (
    <TextInput
      ref={field}
      type="search"
      label={label}
      placeholder={placeholder}
      value={typed}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={typed === '' ? <Kbd aria-hidden>/</Kbd> : undefined}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        tell.cancel();
        setTyped('');
        onChange('');
        field.current?.blur();
      }}
      w={{ base: '100%', sm: 320 }}
    />
  );
};
