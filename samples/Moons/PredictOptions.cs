namespace Moons;

/// <summary>What the user asked to predict.</summary>
/// <param name="Model">The model.</param>
/// <param name="DataFile">The points.</param>
/// <param name="OutputFile">Where the predictions go; null for the console.</param>
internal sealed record PredictOptions(ModelFile Model, string DataFile, string? OutputFile);
