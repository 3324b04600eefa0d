"""What happens to nominations, as it stands in the trail: references and facts of the act, never home addresses."""
