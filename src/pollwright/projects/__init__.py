"""Projects of the services: who leads them and for whom, milestones, work, boards, and what was learned."""
