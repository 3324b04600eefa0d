"""What happens to the register, as it stands in the trail: references and totals, never names or addresses."""
