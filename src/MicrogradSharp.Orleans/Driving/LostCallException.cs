namespace MicrogradSharp.Orleans.Driving;

/// <summary>A shard does not know of the call that the driver waits for, or does not answer.</summary>
internal sealed class LostCallException(string message) : Exception(message);
