-- What Prisma's schema cannot say. From which connection somebody came is forgotten of visits, too.
CREATE INDEX referral_visit_traced ON referral_visit (visited_at) WHERE connection_hash IS NOT NULL;
