/** Someone with a Genesys Cloud login in the simulated organization. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: "agent" | "supervisor";
  /** What `users/me?expand=authorization` lists and what endpoints ask for. genesys-platform-api.md 1.1, 1.4. */
  permissions: readonly string[];
}

/** A queue that calls come from. */
export interface Queue {
  id: string;
  name: string;
}

/** The simulated organization. `id` and `name` as in `users/me?expand=organization`. */
export const organization = { id: "0f0f0f0f-1111-4222-8333-0a0a0a0a0a0a", name: "Acme Service" } as const;

/** The permissions that the endpoints of 1.1 and 1.5 name, as an ordinary agent role would have them: no view, no monitoring. */
export const agentPermissions: readonly string[] = [
  "conversation:participant:wrapup",
  "conversation:communication:disconnect",
  "integrations:action:execute",
  "externalContacts:contact:view",
];

/** An agent's, and what a supervisor needs on top. */
export const supervisorPermissions: readonly string[] = [
  ...agentPermissions,
  "conversation:communication:view",
  "conversation:call:monitor",
  "conversation:call:coach",
  "conversation:call:barge",
  "conversation:externalTag:edit",
  "conversation:participant:attributesview",
  "analytics:conversationDetail:view",
];

/** The three people of the sign-in page. Tests name them by the first word of their names, any case. */
export const defaultPeople: readonly Person[] = [
  {
    id: "77777777-0000-4000-8000-0000000000a1",
    name: "Anna Agent",
    email: "anna.agent@acme.example",
    role: "agent",
    permissions: agentPermissions,
  },
  {
    id: "77777777-0000-4000-8000-0000000000a2",
    name: "Ben Agent",
    email: "ben.agent@acme.example",
    role: "agent",
    permissions: agentPermissions,
  },
  {
    id: "88888888-0000-4000-8000-0000000000b2",
    name: "Sara Supervisor",
    email: "sara.supervisor@acme.example",
    role: "supervisor",
    permissions: supervisorPermissions,
  },
];

/** The queue of every call that is placed without one. */
export const defaultQueue: Queue = { id: "22222222-0000-4000-8000-0000000000aa", name: "Service DE" };

/** Finds a person by id, by full name, or by the first word of the name ("anna"). */
export function findPerson(people: Iterable<Person>, wanted: string): Person | undefined {
  const text = wanted.toLowerCase();
  for (const person of people) {
    const name = person.name.toLowerCase();
    if (person.id === text || name === text || name.split(" ")[0] === text) return person;
  }
  return undefined;
}
