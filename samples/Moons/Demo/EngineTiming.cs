namespace Moons;

/// <summary>The median time of a step with an engine.</summary>
/// <param name="Engine">The engine.</param>
/// <param name="NaryTime">The time with n-ary sums.</param>
/// <param name="ChainedTime">The time with chains of additions.</param>
internal sealed record EngineTiming(Engine Engine, TimeSpan NaryTime, TimeSpan ChainedTime);
