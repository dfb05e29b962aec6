using System.Globalization;
using System.Text;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>A state as it is written, collected in one pass whatever the order of its members.</summary>
internal sealed class StateDocument
{
    private readonly TextTable _names = new();

    private StateDocument(InstanceList instances) => Instances = instances;

    public static JsonReaderOptions JsonOptions { get; } = new() { MaxDepth = ValueReader.MaxDepth };

    /// <summary>The format version as written, which may be anything; null where there is none.</summary>
    public string? Version { get; private set; }

    public string? TerraformVersion { get; private set; }

    public string Lineage { get; private set; } = "";

    public long Serial { get; private set; }

    /// <summary>OpenTofu's encryption version; null where the state is readable.</summary>
    public string? Encryption { get; private set; }

    public bool IsShowOutput { get; private set; }

    /// <summary>Whether it says in which backend the state lies, as Terraform's own note in <c>.terraform</c> does.</summary>
    public bool NamesBackend { get; private set; }

    public bool HasResources { get; private set; }

    /// <summary>What is in the place of the list of resources or modules; null where it is a list, as it should be.</summary>
    public JsonTokenType? ResourcesKind { get; private set; }

    /// <summary>What is in the place of the whole object; null where it is one.</summary>
    public JsonTokenType? RootKind { get; private set; }

    /// <summary>Where the resources go as they are read.</summary>
    public InstanceList Instances { get; }

    public ProblemList Problems { get; } = new();

    /// <exception cref="JsonException">It is not one JSON value, or nests too deep.</exception>
    public static StateDocument Parse(ReadOnlyMemory<byte> json, InstanceList instances)
    {
        var document = new StateDocument(instances);
        var reader = new Utf8JsonReader(json.Span, JsonOptions);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (JsonWalk.NextMember(ref reader))
            {
                document.ReadMember(ref reader, json);
            }
        }
        else
        {
            document.RootKind = reader.TokenType;
            reader.Skip();
        }

        // The reader complains about a second value only when it is asked for one.
        reader.Read();
        return document;
    }

    /// <summary>The text the reader stands on, one string for all that are the same; null, and moved over, where it is something else.</summary>
    public string? Name(ref Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped ? _names.Of(reader.ValueSpan) : JsonWalk.Text(ref reader);

    private void ReadMember(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (JsonWalk.Takes(ref reader, "version"u8))
        {
            Version = Literal(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "terraform_version"u8))
        {
            TerraformVersion = JsonWalk.Text(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "lineage"u8))
        {
            Lineage = JsonWalk.Text(ref reader) ?? "";
        }
        else if (JsonWalk.Takes(ref reader, "serial"u8))
        {
            ReadSerial(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "resources"u8))
        {
            ReadList(ref reader, json, ResourceListReader.Read);
        }
        else if (JsonWalk.Takes(ref reader, "modules"u8))
        {
            ReadList(ref reader, json, ModuleListReader.Read);
        }
        else
        {
            ReadForeignMember(ref reader);
        }
    }

    private void ReadForeignMember(ref Utf8JsonReader reader)
    {
        if (JsonWalk.Takes(ref reader, "encryption_version"u8))
        {
            Encryption = Literal(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "encrypted_data"u8))
        {
            Encryption ??= "not said";
            reader.Skip();
        }
        else if (JsonWalk.Takes(ref reader, "format_version"u8))
        {
            IsShowOutput = true;
            reader.Skip();
        }
        else if (JsonWalk.Takes(ref reader, "backend"u8))
        {
            NamesBackend = reader.TokenType == JsonTokenType.StartObject;
            reader.Skip();
        }
        else
        {
            JsonWalk.SkipMember(ref reader);
        }
    }

    private delegate void ListReader(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StateDocument into);

    private void ReadList(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, ListReader read)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            HasResources = true;
            read(ref reader, json, this);
            return;
        }

        if (reader.TokenType != JsonTokenType.Null)
        {
            ResourcesKind = reader.TokenType;
        }

        reader.Skip();
    }

    private void ReadSerial(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetUInt64(out var serial))
        {
            Serial = (long)Math.Min(serial, long.MaxValue);
            return;
        }

        Problems.Add("The state's serial is not a whole number, so a newer version of it cannot be told from an older one.");
        reader.Skip();
    }

    private static string Literal(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return WholeNumber(Encoding.ASCII.GetString(reader.ValueSpan));
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            return ValueReader.ReadText(ref reader) is var text && int.TryParse(text, out _) ? $"\"{text}\"" : text;
        }

        var kind = Shown.Kind(reader.TokenType);
        reader.Skip();
        return kind;
    }

    // Tools that pass a state through floating point write 4.0 for 4.
    private static string WholeNumber(string literal) =>
        double.TryParse(literal, CultureInfo.InvariantCulture, out var number) && number == Math.Floor(number) && Math.Abs(number) < int.MaxValue
            ? ((int)number).ToString(CultureInfo.InvariantCulture)
            : literal;
}
