using System.Globalization;
using System.Text.Json;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>Reads the <c>resources</c> of a state of version 4.</summary>
internal static class ResourceListReader
{
    public static void Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StateDocument into)
    {
        var resource = new StoredResource();
        while (JsonWalk.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                ReadResource(ref reader, json, resource, into);
                into.Instances.Add(resource);
                resource.Clear();
                continue;
            }

            into.Problems.Add($"One entry of the state's resources is {Shown.Kind(reader.TokenType)}, not an object; it is left out.");
            reader.Skip();
        }
    }

    private static void ReadResource(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StoredResource resource, StateDocument document)
    {
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Takes(ref reader, "instances"u8))
            {
                ReadInstances(ref reader, json, resource);
            }
            else
            {
                ReadHead(ref reader, resource, document);
            }
        }
    }

    private static void ReadHead(ref Utf8JsonReader reader, StoredResource resource, StateDocument document)
    {
        if (JsonWalk.Takes(ref reader, "type"u8))
        {
            resource.Type = document.Name(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "name"u8))
        {
            resource.Name = document.Name(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "mode"u8))
        {
            resource.Mode = document.Name(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "module"u8))
        {
            resource.Module = document.Name(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "provider"u8))
        {
            resource.Provider = document.Name(ref reader);
        }
        else
        {
            JsonWalk.SkipMember(ref reader);
        }
    }

    private static void ReadInstances(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json, StoredResource resource)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return;
        }

        while (JsonWalk.NextElement(ref reader))
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                resource.Instances.Add(ReadInstance(ref reader, json));
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private static StoredInstance ReadInstance(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var instance = new StoredInstance();
        while (JsonWalk.NextMember(ref reader))
        {
            if (JsonWalk.Takes(ref reader, "attributes"u8))
            {
                instance.Attributes = Object(ref reader, json);
            }
            else if (JsonWalk.Takes(ref reader, "attributes_flat"u8))
            {
                instance.Flat = Object(ref reader, json);
            }
            else if (JsonWalk.Takes(ref reader, "sensitive_attributes"u8))
            {
                instance.Sensitive = JsonWalk.Slice(ref reader, json);
            }
            else
            {
                ReadMark(ref reader, ref instance);
            }
        }

        return instance;
    }

    private static void ReadMark(ref Utf8JsonReader reader, ref StoredInstance instance)
    {
        if (JsonWalk.Takes(ref reader, "index_key"u8))
        {
            instance.Key = ReadKey(ref reader);
        }
        else if (JsonWalk.Takes(ref reader, "status"u8))
        {
            instance.Tainted = JsonWalk.Text(ref reader) == "tainted";
        }
        else if (JsonWalk.Takes(ref reader, "deposed"u8))
        {
            instance.Deposed = JsonWalk.Text(ref reader) is { Length: > 0 } key ? key : null;
        }
        else
        {
            JsonWalk.SkipMember(ref reader);
        }
    }

    private static ReadOnlyMemory<byte> Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var slice = JsonWalk.Slice(ref reader, json);
        return isObject ? slice : default;
    }

    private static string? ReadKey(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return "";
            case JsonTokenType.String:
                return InstanceAddress.Key(ValueReader.ReadText(ref reader));
            case JsonTokenType.Number when double.TryParse(reader.ValueSpan, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < int.MaxValue:
                // Terraform reads the key as a floating-point number and cuts it to a whole one.
                return InstanceAddress.Key((long)number);
            default:
                reader.Skip();
                return null;
        }
    }
}
