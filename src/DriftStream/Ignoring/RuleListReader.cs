using System.Text.Json;

namespace DriftStream.Ignoring;

/// <summary>Reads the JSON of an ignore file into drafts, with the line of every key.</summary>
/// <param name="content">The file's bytes.</param>
/// <param name="mistake">Told each mistake and its line.</param>
internal sealed class RuleListReader(byte[] content, Action<int, string> mistake)
{
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };
    private readonly List<RuleDraft> _drafts = [];

    // A reader skips the mark that some editors write at the beginning of a file only where it is left out.
    private readonly int _start = content is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;

    /// <summary>The drafts, as far as the file can be read.</summary>
    public IReadOnlyList<RuleDraft> Read()
    {
        if (content.AsSpan(_start).IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            mistake(1, "it is empty. Write { \"rules\": [] } for no rule.");
            return _drafts;
        }

        var reader = new Utf8JsonReader(content.AsSpan(_start), Options);
        try
        {
            ReadFile(ref reader);
        }
        catch (JsonException broken)
        {
            mistake((int)(broken.LineNumber ?? 0) + 1, $"it is not usable JSON: {Sentence(broken)}");
        }
        catch (InvalidOperationException)
        {
            // The reader's own words for bytes that are no UTF-8.
            mistake(LineOf(reader), "it holds bytes that are no text in UTF-8.");
        }

        return _drafts;
    }

    private void ReadFile(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            mistake(1, "it should be an object with a list of rules: { \"rules\": [ … ] }.");
            return;
        }

        var hasRules = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, line) = (reader.GetString()!, LineOf(reader));
            reader.Read();
            if (key.Equals("rules", StringComparison.OrdinalIgnoreCase))
            {
                hasRules = true;
                ReadRules(ref reader, line);
            }
            else
            {
                reader.Skip();
                if (key != "$schema")
                {
                    mistake(line, $"'{key}' is nothing that an ignore file has, so it would have no effect. It has one list, rules.");
                }
            }
        }

        if (!hasRules)
        {
            mistake(1, "it has no list of rules: { \"rules\": [ … ] }.");
        }

        reader.Read();
    }

    private void ReadRules(ref Utf8JsonReader reader, int line)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            mistake(line, "rules is no list, so no rule would hold. Put brackets around them: { \"rules\": [ … ] }.");
            reader.Skip();
            return;
        }

        for (var number = 1; reader.Read() && reader.TokenType != JsonTokenType.EndArray; number++)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadRule(ref reader, number);
            }
            else
            {
                mistake(LineOf(reader), $"rule {number} is no object, so it would have no effect.");
                reader.Skip();
            }
        }
    }

    private void ReadRule(ref Utf8JsonReader reader, int number)
    {
        var draft = new RuleDraft(number, LineOf(reader));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (key, line) = (reader.GetString()!, LineOf(reader));
            reader.Read();
            var texts = Texts(ref reader);
            if (texts is null)
            {
                mistake(line, $"rule {number} has for {key} what is neither a text nor a list of texts, so it could not be compared. Put it into quotes.");
            }

            if (!draft.Add(key, new(line, texts)))
            {
                mistake(line, $"rule {number} has {key} twice, so one of them would have no effect. Write a list.");
            }
        }

        _drafts.Add(draft);
    }

    private static List<string>? Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return [reader.GetString()!];
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        List<string>? texts = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                texts?.Add(reader.GetString()!);
            }
            else
            {
                reader.Skip();
                texts = null;
            }
        }

        return texts;
    }

    private int LineOf(Utf8JsonReader reader) => content.AsSpan(0, _start + (int)reader.TokenStartIndex).Count((byte)'\n') + 1;

    // The framework adds the place, which is told already.
    private static string Sentence(JsonException broken)
    {
        var end = broken.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? broken.Message : broken.Message[..end];
    }
}
