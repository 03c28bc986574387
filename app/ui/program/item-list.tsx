// A list of things with names: each is a line that opens into its fields, can change its place and
// can go.
import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useProgramForm } from "./program-form.tsx";
import { isWithin, valueAt } from "./typed-paths.ts";
import type { TypedValue } from "./typed-program.ts";

interface ListItem {
  id: string;
  title: string;
  /** All that it says, in words; null while something in it is wrong. */
  summary: string | null;
  badge?: ReactNode;
}

export interface ItemListProps {
  path: string;
  /** What one entry is called: `rule`. */
  noun: string;
  items: readonly ListItem[];
  /** Whether places matter. */
  isOrdered?: boolean;
  /** Where places matter only among some of the entries: what those have in common. */
  groupOf?: (index: number) => string;
  nothingYet: string;
  /** A new entry, under an id of its own. */
  blank: (id: string) => TypedValue;
  fields: (path: string, index: number) => ReactNode;
}

export function ItemList(props: ItemListProps) {
  const { path, noun, items, nothingYet, blank, fields } = props;
  const { typed, problems, onChange } = useProgramForm();
  const [openIds, setOpenIds] = useState<readonly string[]>([]);
  const wrongIds = items
    .filter((_item, index) =>
      problems.some((problem) => isWithin(problem.path, `${path}.${index}`)),
    )
    .map(({ id }) => id);
  // What opened because something was wrong stays open once it is mended: somebody is typing there.
  useEffect(() => {
    setOpenIds((ids) => [...new Set([...ids, ...wrongIds])]);
  }, [wrongIds.join()]);
  const entries = valueAt(typed, path);
  const list = Array.isArray(entries) ? entries : [];

  const keepFocusNear = useFocusNear();
  const addId = `add-${path}`;

  /** The nearest entry with which this one can change places; -1 where there is none. */
  function peerOf(index: number, step: 1 | -1): number {
    const { isOrdered = false, groupOf = () => "" } = props;
    for (let at = index + step; isOrdered && items[at] !== undefined; at += step) {
      if (groupOf(at) === groupOf(index)) return at;
    }
    return -1;
  }

  function move(index: number, to: number): void {
    keepFocusNear(toggleIdOf(items[index]?.id ?? ""));
    onChange(path, swapped(list, index, to));
  }

  function add(): void {
    const id = `${noun.replaceAll(" ", "-")}-${crypto.randomUUID().slice(0, 8)}`;
    setOpenIds([...openIds, id]);
    onChange(path, [...list, blank(id)]);
  }

  return (
    <BlockStack gap="300">
      <div id={path} tabIndex={-1} />
      {items.length === 0 && (
        <Text as="p" tone="subdued">
          {nothingYet}
        </Text>
      )}
      {items.map((item, index) => {
        const itemPath = `${path}.${index}`;
        const [earlier, later] = [peerOf(index, -1), peerOf(index, 1)];
        return (
          <Item
            key={item.id}
            item={item}
            noun={noun}
            isOpen={wrongIds.includes(item.id) || openIds.includes(item.id)}
            onToggle={(isOpen) =>
              setOpenIds(
                isOpen ? [...openIds, item.id] : openIds.filter((openId) => openId !== item.id),
              )
            }
            onRemove={() => {
              keepFocusNear(addId);
              onChange(path, list.toSpliced(index, 1));
            }}
            {...(earlier >= 0 && { onEarlier: () => move(index, earlier) })}
            {...(later >= 0 && { onLater: () => move(index, later) })}
          >
            {fields(itemPath, index)}
          </Item>
        );
      })}
      <InlineStack>
        <Button id={addId} onClick={add}>{`Add a ${noun}`}</Button>
      </InlineStack>
    </BlockStack>
  );
}

function toggleIdOf(itemId: string): string {
  return `toggle-${itemId}`;
}

/**
 * Where a button goes away under the keyboard, as the one that moves an entry up does at the top,
 * the keyboard goes on at what is named instead, and not at the beginning of the page.
 */
function useFocusNear(): (id: string) => void {
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    const place = document.getElementById(wanted.current);
    wanted.current = null;
    if (document.activeElement === document.body) place?.focus();
  });
  return (id) => {
    wanted.current = id;
  };
}

function swapped(list: readonly TypedValue[], one: number, other: number): TypedValue[] {
  return list.map((entry, index) => {
    if (index === one) return list[other] ?? entry;
    return index === other ? (list[one] ?? entry) : entry;
  });
}

interface ItemProps {
  item: ListItem;
  noun: string;
  isOpen: boolean;
  onToggle: (isOpen: boolean) => void;
  onRemove: () => void;
  onEarlier?: () => void;
  onLater?: () => void;
  children: ReactNode;
}

function Item(props: ItemProps) {
  const { item, noun, isOpen, onToggle, onRemove, onEarlier, onLater, children } = props;
  const title = item.title.trim() === "" ? `New ${noun}` : item.title;
  return (
    <Card>
      <BlockStack gap="400">
        <div className="regulars-item">
          <BlockStack gap="100">
            <InlineStack gap="200" blockAlign="center">
              <Text as="h3" variant="headingSm" breakWord>
                {title}
              </Text>
              {item.badge}
            </InlineStack>
            {item.summary && (
              <div className="regulars-sentence">
                <Text as="p" tone="subdued" breakWord>
                  {item.summary}
                </Text>
              </div>
            )}
          </BlockStack>
          <ButtonGroup>
            {onEarlier && (
              <Button size="slim" onClick={onEarlier} accessibilityLabel={`Move ${title} up`}>
                ↑
              </Button>
            )}
            {onLater && (
              <Button size="slim" onClick={onLater} accessibilityLabel={`Move ${title} down`}>
                ↓
              </Button>
            )}
            <Button
              id={toggleIdOf(item.id)}
              size="slim"
              ariaExpanded={isOpen}
              onClick={() => onToggle(!isOpen)}
              accessibilityLabel={`${isOpen ? "Close" : "Edit"} ${title}`}
            >
              {isOpen ? "Close" : "Edit"}
            </Button>
            <Button
              size="slim"
              tone="critical"
              onClick={onRemove}
              accessibilityLabel={`Remove ${title}`}
            >
              Remove
            </Button>
          </ButtonGroup>
        </div>
        {isOpen && children}
      </BlockStack>
    </Card>
  );
}
