/** How points in time are printed. */

import { daysBeforeYear, monthAndDay } from "./calendar.ts";
import { type Clock, type CrmTime, timeFromEpoch, toUtc } from "./date.ts";

/** `2024-06-15 12:00:00Z`, in UTC. */
export function formatUtc(time: CrmTime): string {
  const utc = toUtc(time);
  return `${formatFields(utc)}Z`;
}

/** `2024-06-15 12:00:00 -05:00`, in the time's own offset; `Z` for offset 0. */
export function formatLocal(time: CrmTime): string {
  if (time.offset === 0) return `${formatFields(time)}Z`;
  const minutes = Math.trunc(Math.abs(time.offset) / 60);
  const sign = time.offset < 0 ? "-" : "+";
  return `${formatFields(time)} ${sign}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function formatFields(time: CrmTime): string {
  const { month, day } = monthAndDay(time.year, time.day);
  const year = String(time.year).padStart(4, "0");
  return `${year}-${pad(month)}-${pad(day)} ${clockFace(time.seconds)}`;
}

function clockFace(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

const weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `Thu Jan  1 00:00:00 1970`: seconds since the epoch in the local time of the machine. */
export function formatCtime(epoch: number, clock: Clock): string {
  const time = timeFromEpoch(epoch, clock);
  const { month, day } = monthAndDay(time.year, time.day);
  const weekday = weekdays[(daysBeforeYear(time.year) + time.day - 1) % 7]!;
  return `${weekday} ${months[month - 1]!} ${String(day).padStart(2)} ${clockFace(time.seconds)} ${time.year}`;
}
