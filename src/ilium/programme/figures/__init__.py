"""Pictures of exercises: key poses of ilium's own body model as line figures."""
