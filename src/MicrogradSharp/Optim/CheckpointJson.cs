using System.Text.Json.Serialization;

namespace MicrogradSharp.Optim;

/// <summary>Reads and writes <see cref="CheckpointFile"/> without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    AllowDuplicateProperties = false,
    MaxDepth = 8)]
[JsonSerializable(typeof(CheckpointFile))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
