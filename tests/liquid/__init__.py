"""Tests of Jekyll's Liquid."""
