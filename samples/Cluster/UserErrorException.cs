namespace Cluster;

/// <summary>Something that the user can put right: its message is the one line that the program ends with.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
