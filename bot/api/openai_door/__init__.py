"""The same questions and answers as OpenAI's clients send and read them: models, chat completions, responses."""
