import { Input, Label, Text } from "@medusajs/ui"
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode, type Ref } from "react"

export type Choice = { id: string; content: ReactNode; isDisabled?: boolean }

type Props = {
  label: string
  placeholder: string
  resultsLabel: string
  nothing: string
  choices: Choice[]
  isSearching: boolean
  onSearch: (text: string) => void
  onChoose: (id: string) => void
  inputRef?: Ref<HTMLInputElement>
}

const TYPING_MS = 200

/** Search as you type: arrows go through what was found, Enter takes it, Escape closes. */
export function SearchBox(props: Props) {
  const { label, placeholder, resultsLabel, nothing, choices, isSearching, onSearch, onChoose, inputRef } =
    props
  const id = useId()
  const [text, setText] = useState("")
  const [isOpen, setIsOpen] = useState(false)
  const [at, setAt] = useState(0)
  useEffect(() => {
    const timer = setTimeout(() => onSearch(text.trim()), TYPING_MS)
    return () => clearTimeout(timer)
  }, [text, onSearch])
  useEffect(() => setAt(0), [text])
  const isShown = isOpen && text.trim() !== ""
  const marked = choices[Math.min(at, choices.length - 1)]

  const choose = (choice: Choice | undefined) => {
    if (!choice || choice.isDisabled) return
    onChoose(choice.id)
    setText("")
    setIsOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) {
      event.preventDefault()
      setIsOpen(true)
      if (choices.length) setAt((now) => (now + step + choices.length) % choices.length)
    } else if (event.key === "Enter") {
      event.preventDefault()
      if (isShown) choose(marked)
    } else if (event.key === "Escape" && isShown) {
      event.stopPropagation()
      setIsOpen(false)
    }
  }

  return (
    <div className="relative flex flex-col gap-y-2">
      <Label size="small" htmlFor={id}>
        {label}
      </Label>
      <Input
        id={id}
        ref={inputRef}
        size="small"
        role="combobox"
        aria-expanded={isShown}
        aria-controls={`${id}-results`}
        aria-autocomplete="list"
        aria-activedescendant={isShown && marked ? `${id}-${marked.id}` : undefined}
        autoComplete="off"
        maxLength={255}
        value={text}
        placeholder={placeholder}
        onChange={({ target }) => {
          setText(target.value)
          setIsOpen(true)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setIsOpen(false)}
      />
      {isShown && (
        <ul
          id={`${id}-results`}
          role="listbox"
          aria-label={resultsLabel}
          className="bg-ui-bg-component shadow-elevation-flyout absolute inset-x-0 top-full z-20 mt-1 max-h-80 overflow-y-auto rounded-lg p-1"
        >
          {choices.map((choice) => (
            <li
              key={choice.id}
              id={`${id}-${choice.id}`}
              role="option"
              aria-selected={choice === marked}
              aria-disabled={choice.isDisabled}
              className={`cursor-pointer rounded-md px-2 py-1.5 ${choice === marked ? "bg-ui-bg-base-hover" : ""} ${choice.isDisabled ? "opacity-50" : ""}`}
              // Before the field loses the focus, which closes the list.
              onMouseDown={(event) => {
                event.preventDefault()
                choose(choice)
              }}
            >
              {choice.content}
            </li>
          ))}
          {!choices.length && (
            <li className="px-2 py-1.5">
              <Text size="small" className="text-ui-fg-muted">
                {isSearching ? "…" : nothing}
              </Text>
            </li>
          )}
        </ul>
      )}
    </div>
  )
}
